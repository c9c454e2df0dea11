/** Speaks with the portal, and calls the plugin with the token that the portal gives. */
const sextant = (() => {
  const heard = {};
  let token;
  let api;
  const tell = (message) => window.parent.postMessage({ sextant: 1, ...message }, '*');

  window.addEventListener('message', ({ source, data }) => {
    if (source !== window.parent || data?.sextant !== 1) return;
    if (data.token) token = data.token;
    if (data.type === 'welcome') api = data.api;
    heard[data.type]?.(data);
  });

  return {
    /** Has `welcome`, `route` and `look` of the portal told to functions of these names. */
    start(listeners) {
      Object.assign(heard, listeners);
      tell({ type: 'hello' });
    },
    route: (route) => tell({ type: 'route', route }),
    title: (title) => tell({ type: 'title', title }),
    call: (path, options = {}) => fetch(api + path, { ...options, headers: { ...options.headers, Authorization: `Bearer ${token}` } }),
  };
})();
