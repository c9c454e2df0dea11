const WORDS = {
  en: { id: 'Id of a call', ask: 'Look up', hint: 'What the plugin knows of a call, by the request id that its log shows.', asking: 'Asking…', found: 'The plugin knows this call:', unknown: 'The plugin answered %s to this id.', lost: 'The plugin could not be reached.' },
  zh: { id: '调用编号', ask: '查询', hint: '按插件日志中的请求编号，查询插件所知的一次调用。', asking: '查询中…', found: '插件记录的调用：', unknown: '插件对此编号返回 %s。', lost: '无法连接插件。' },
};
const find = (selector) => document.querySelector(selector);
const input = find('#id');
let words = WORDS.en;

function look({ locale, theme }) {
  words = WORDS[locale] ?? WORDS.en;
  document.documentElement.lang = locale;
  document.documentElement.dataset.theme = theme;
  find('label').textContent = words.id;
  find('button').textContent = words.ask;
}

function say(text, content = '') {
  find('[role=status]').textContent = text;
  find('pre').textContent = content;
  find('pre').hidden = !content;
}

/** The place `/calls/ID` shows a call, every other one asks for its id. */
async function go(route) {
  const [, , id = ''] = route.split('/');
  input.value = id;
  sextant.title(id);
  if (!id) return say(words.hint);
  say(words.asking);
  try {
    const answer = await sextant.call(`v1/invocations/${encodeURIComponent(id)}`);
    if (!answer.ok) return say(words.unknown.replace('%s', answer.status));
    say(words.found, JSON.stringify(await answer.json(), null, 2));
  } catch {
    say(words.lost);
  }
}

find('form').addEventListener('submit', (event) => {
  event.preventDefault();
  const route = `/calls/${input.value.trim()}`;
  sextant.route(route);
  void go(route);
});
sextant.start({
  welcome(message) {
    look(message);
    find('main').hidden = false;
    void go(message.route);
  },
  route: ({ route }) => go(route),
  look,
});
