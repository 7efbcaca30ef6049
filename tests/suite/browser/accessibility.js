// What WCAG 2.2 AA asks that a program can see: names, headings, tables, ids, landmarks, target sizes and contrast.
const problems = [];
const say = (what, own) => problems.push(`${what}: ${own ? own.outerHTML.slice(0, 160) : ''}`);
const all = selector => [...document.querySelectorAll(selector)];
const words = own => (own.getAttribute('aria-label') || own.innerText || own.textContent || '').trim();

// What is folded must be right as well
all('details').forEach(own => { own.open = true; });

// Page
if (!document.documentElement.lang) say('page without a language');
if (!document.title.trim()) say('page without a title');
for (const [selector, count] of [['h1', 1], ['main', 1], ['body > header', 1], ['body > footer', 1]]) {
  if (all(selector).length !== count) say(`${all(selector).length} of ${selector}`);
}
const navs = all('nav').map(own => own.getAttribute('aria-label'));
if (navs.some(name => !name) || new Set(navs).size !== navs.length) say('menus without names of their own');
all('[tabindex]').filter(own => own.tabIndex > 0).forEach(own => say('order of focus is forced', own));

// Headings go down one level at a time
let level = 0;
for (const own of all('h1, h2, h3, h4, h5, h6')) {
  const here = Number(own.tagName[1]);
  if (here > level + 1) say('heading jumps', own);
  if (!words(own)) say('heading without words', own);
  level = here;
}

// Ids
const ids = new Set();
for (const own of all('[id]')) {
  if (ids.has(own.id)) say('id twice', own);
  ids.add(own.id);
}

// Names
all('img').filter(own => own.getAttribute('alt') === null).forEach(own => say('image without a text', own));
for (const own of all('svg')) {
  const names = (own.getAttribute('aria-labelledby') || '').split(' ').map(id => document.getElementById(id));
  if (own.getAttribute('role') !== 'img' || !names.length || names.some(name => !name || !name.textContent.trim())) say('image without a name', own);
}
all('a, summary, button').filter(own => !words(own)).forEach(own => say('link without words', own));
all('[role=region], section').forEach(own => {
  const by = document.getElementById(own.getAttribute('aria-labelledby') || '');
  if (own.getAttribute('role') === 'region' && !own.getAttribute('aria-label') && !by) say('region without a name', own);
});
all('.scroll, .lines').filter(own => own.scrollWidth > own.clientWidth && own.tabIndex < 0).forEach(own => say('keyboard cannot scroll', own));

// Tables
for (const own of all('table')) {
  if (!own.caption || !own.caption.textContent.trim()) say('table without a caption', own);
  [...own.querySelectorAll('th')].filter(head => !head.scope).forEach(head => say('th without a scope', head));
  [...own.querySelectorAll('tbody tr')].filter(row => !row.querySelector('th[scope=row]')).forEach(row => say('row without a head', row));
}

// Lists hold items only
all('ul, ol').forEach(own => [...own.children].filter(child => child.tagName !== 'LI').forEach(child => say('not an item', child)));

// Targets of 24 pixels, but for links within a sentence
for (const own of all('a, summary')) {
  const style = getComputedStyle(own), box = own.getBoundingClientRect();
  const hidden = own.closest('details:not([open])') && own.tagName !== 'SUMMARY';
  if (style.display === 'inline' || hidden || own.className === 'skip') continue;
  if (box.width < 23.9 || box.height < 23.9) say(`target of ${box.width} by ${box.height}`, own);
}

// Contrast of every text that shows
const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const known = new Map();
const colour = text => {
  if (!known.has(text)) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    known.set(text, [r, g, b, a / 255]);
  }
  return known.get(text);
};
const over = (top, under) => [0, 1, 2].map(at => top[at] * top[3] + under[at] * (1 - top[3])).concat(1);
const ground = own => {
  const layers = [];
  for (let at = own; at; at = at.parentElement) layers.push(colour(getComputedStyle(at).backgroundColor));
  return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
};
const light = own => own.slice(0, 3).map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
  .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
const contrast = (one, other) => {
  const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
};
let lookedAt = 0;
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const own = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || ['TITLE', 'DESC'].includes(own.tagName.toUpperCase())) continue;
  const style = getComputedStyle(own), svg = own.closest('svg'), size = parseFloat(style.fontSize);
  if (own.closest('.vh') || style.visibility === 'hidden' || (!svg && !own.getClientRects().length)) continue;
  const under = ground(svg ? svg.parentElement : own);
  const found = contrast(over(colour(svg ? style.fill : style.color), under), under);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  if (found < (large ? 3 : 4.5)) say(`contrast ${found.toFixed(2)}`, own);
  lookedAt += 1;
}

// Shapes that carry meaning: the marks' underline, the themes' bars, the kinds' swatches
for (const [selector, property] of [['mark', 'borderBottomColor'], ['.chip', 'borderLeftColor'], ['.theme-head', 'borderLeftColor'], ['.dot', 'backgroundColor'], ['.swatch', 'borderTopColor']]) {
  for (const own of all(selector)) {
    const under = ground(own.parentElement), found = contrast(over(colour(getComputedStyle(own)[property]), under), under);
    if (found < 3) say(`shape of contrast ${found.toFixed(2)}`, own);
  }
}
for (const own of all('.chart .bar')) {
  const under = ground(own.closest('svg').parentElement), found = contrast(colour(getComputedStyle(own).stroke), under);
  if (found < 3) say(`bar of contrast ${found.toFixed(2)}`, own);
}

return { problems, looked_at: lookedAt };
