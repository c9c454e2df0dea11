/**
 * Goes through a page with the Tab key, as a person without a pointer does. Tells each control that the key never reaches, and each that
 * does not show that it has the focus; one line each.
 */
export async function keyboardFaults(page) {
  const count = await page.evaluate(noteControls);
  for (let step = 0; step < count * 2 + 20; step++) {
    await page.keyboard.press('Tab');
    if (!(await page.evaluate(noteFocus))) break;
  }
  return page.evaluate(tellFaults);
}

/** Runs in the page: remembers every visible control and how it looks without the focus. */
async function noteControls() {
  const CONTROLS = 'a[href], button, input, select, textarea, summary, [tabindex], [role=button], [role=tab], [role=option], [contenteditable=true]';
  const visible = (element) => {
    const box = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1;
  };
  /** What a person may see of the focus: at the control, around it, or beside it, where the control itself lies under what is shown. */
  const look = (element) => {
    const around = [element, element.parentElement, element.parentElement?.parentElement, element.parentElement?.parentElement?.parentElement];
    const beside = [...(element.parentElement?.children ?? [])].slice(0, 12);
    return [...around, ...beside].filter(Boolean).map((one) => {
      const style = getComputedStyle(one);
      const outline = style.outlineStyle === 'none' ? '' : `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
      return [outline, style.boxShadow, style.borderColor, style.backgroundColor, style.textDecorationLine, style.stroke].join(' ');
    }).join('\n');
  };
  const name = (element) => {
    const text = element.getAttribute('aria-label') ?? element.textContent?.trim().replace(/\s+/g, ' ').slice(0, 40);
    return `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''}.${[...element.classList].join('.')} “${text}”`;
  };
  const scope = [...document.querySelectorAll('dialog[open], [aria-modal=true]')].filter(visible).at(-1) ?? document;
  // The next Tab goes to the first control of all, wherever the page had put the focus.
  const begin = document.createElement('span');
  begin.tabIndex = -1;
  (scope === document ? document.body : scope).prepend(begin);
  begin.focus();
  // What had the focus before is drawn without it a frame later.
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const controls = [...scope.querySelectorAll(CONTROLS)].filter((element) => element !== begin && visible(element) && !element.matches(':disabled, [aria-disabled=true]') && !element.closest('[inert], [aria-hidden=true]'));
  const before = new Map(controls.map((element) => [element, look(element)]));
  begin.remove();
  globalThis.tabbing = { before, look, name, reached: new Set(), faults: [] };
  return controls.length;
}

/** Runs in the page: looks at what has the focus now; tells whether there is more to come. */
async function noteFocus() {
  const { before, look, name, reached, faults } = globalThis.tabbing;
  const element = document.activeElement;
  if (!element || element === document.body) return reached.size === 0;
  if (reached.has(element)) return false;
  reached.add(element);
  const unfocused = before.get(element);
  // What the page itself draws comes a frame later.
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  if (unfocused !== undefined && look(element) === unfocused) await frame();
  if (unfocused !== undefined && look(element) === unfocused) faults.push(`does not show its focus: ${name(element)}`);
  const box = element.getBoundingClientRect();
  const outside = box.bottom < 0 || box.right < 0 || box.top > innerHeight || box.left > innerWidth;
  if (outside && box.width > 1) faults.push(`has the focus out of sight: ${name(element)}`);
  return true;
}

/** Runs in the page: what was not reached, but for what an arrow key reaches from its neighbour, or what lies in a control that was reached. */
function tellFaults() {
  const { before, name, reached, faults } = globalThis.tabbing;
  const ofOneGroup = (element) =>
    element.matches('[role=tab], [role=option], [role=menuitem], [role=radio]') || (element.type === 'radio' && [...reached].some((one) => one.type === 'radio' && one.name === element.name));
  /** What the arrow keys do in the field of a number. */
  const ofANumber = (element) => [...reached].some((one) => one.matches('[role=spinbutton], [type=number]') && element.parentElement.contains(one));
  const covered = (element) => [...reached].some((one) => one !== element && one.contains(element)) || element.matches('[tabindex="-1"]:not(a, button, input, select, textarea)');
  for (const element of before.keys()) {
    if (!reached.has(element) && element.isConnected && !ofOneGroup(element) && !ofANumber(element) && !covered(element)) faults.push(`is not reached with the Tab key: ${name(element)}`);
  }
  delete globalThis.tabbing;
  return faults;
}
