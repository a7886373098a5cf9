/* What page.mjs asks within the page. Each function is sent to the browser as text: none uses another. */

export function overflow() {
  const root = document.documentElement;
  return { wide: root.scrollWidth - innerWidth, height: root.scrollHeight };
}

/* Texts less than 4.5 to 1 from what is behind them (WCAG 2.1, 1.4.3, without its leave for large texts). */
export function contrasts() {
  const parse = (color) => {
    const parts = color.match(/[\d.]+/g).map(Number);
    return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
  };
  const luminance = (rgb) => rgb.map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((m, n) => n - m);
    return (x + 0.05) / (y + 0.05);
  };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const { rgb, alpha } = parse(getComputedStyle(e).backgroundColor);
      if (alpha === 1) return rgb;
      if (alpha > 0) return null;
    }
    return [255, 255, 255];
  };
  const behindText = (text) => {
    const box = text.getBoundingClientRect();
    return [0.25, 0.5, 0.75].map((part) => {
      const stack = document.elementsFromPoint(box.left + box.width * part, box.top + box.height / 2);
      const shape = stack.find((e) => e instanceof SVGGeometryElement && getComputedStyle(e).fill !== 'none');
      return shape ? parse(getComputedStyle(shape).fill).rgb : ground(text);
    });
  };
  const faults = [];
  let texts = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (node.data.trim() === '' || element.closest('script, .cache, .evitement, title, desc')) continue;
    if (!element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })) continue;
    const style = getComputedStyle(element);
    const isPicture = element instanceof SVGTextElement;
    const color = parse(isPicture ? style.fill : style.color).rgb;
    const grounds = isPicture ? behindText(element) : [ground(element)];
    texts += 1;
    grounds.forEach((behind) => {
      const found = behind ? ratio(color, behind) : 0;
      if (found < 4.5) faults.push(node.data.trim().slice(0, 40) + ' ' + found.toFixed(2) + ' ' + color + ' / ' + behind);
    });
  }
  return { texts, faults };
}

export function structure() {
  const faults = [];
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const levels = all('h1, h2, h3, h4').map((h) => Number(h.tagName[1]));
  if (levels.filter((level) => level === 1).length !== 1 || levels[0] !== 1) faults.push('un seul h1, en premier');
  levels.forEach((level, i) => { if (i > 0 && level > levels[i - 1] + 1) faults.push('titre h' + level + ' après h' + levels[i - 1]); });
  if (document.documentElement.lang !== 'fr') faults.push('langue');
  all('table').forEach((table) => {
    const name = table.dataset.nom;
    if (!table.caption || table.caption.textContent.trim() === '') faults.push('légende de ' + name);
    table.querySelectorAll('th').forEach((th) => { if (!th.scope) faults.push('th sans scope dans ' + name); });
    if (!table.closest('[role=region][aria-label]')) faults.push('région de ' + name);
    table.querySelectorAll('td.nombre').forEach((td) => {
      const style = getComputedStyle(td);
      if (style.textAlign !== 'right' || style.fontVariantNumeric !== 'tabular-nums') faults.push('alignement dans ' + name);
    });
  });
  all('svg[role=img]').forEach((svg) => {
    const described = document.getElementById(svg.getAttribute('aria-describedby'));
    if (!svg.getAttribute('aria-label') || !described || described.textContent.length < 10) faults.push('image sans texte');
    if (!svg.closest('figure').querySelector('details table')) faults.push('image sans tableau');
    if (svg.querySelectorAll('text').length === 0) faults.push('image sans texte sélectionnable');
  });
  all('.sommaire a').forEach((a) => { if (!document.querySelector(a.getAttribute('href'))) faults.push(a.getAttribute('href')); });
  const ids = all('[id]').map((e) => e.id);
  if (new Set(ids).size !== ids.length) faults.push('identifiants répétés');
  all('*').forEach((e) => Array.from(e.attributes).forEach((a) => { if (/^on|^style$/.test(a.name) && !e.closest('.bulle')) faults.push(a.name); }));
  return faults;
}

/* The rows as they stand: what each cell is compared by, null for what is absent. */
export function rowsOf(table) {
  return Array.from(table.tBodies[0].rows).map((row) => Array.from(row.cells).map((cell) => {
    if (cell.classList.contains('nombre')) return { key: cell.hasAttribute('data-value') ? Number(cell.getAttribute('data-value')) : null };
    const text = cell.querySelector('.valeur').textContent.trim();
    return { key: ['', 'n.d.', 's', '–'].includes(text) ? null : text };
  }));
}

export function shownRows(line) {
  return Array.from(line.parentElement.querySelectorAll('tbody tr')).filter((row) => row.checkVisibility()).map((row) => row.cells[0].textContent);
}

export function focusOf() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  return {
    kind: element.tagName,
    label: element.tagName + '.' + element.className,
    visible: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && element.getClientRects().length > 0,
  };
}

/* On paper: every cell, paragraph and picture, but for what repeats a table of the page. */
export function hiddenOnPaper() {
  const faults = [];
  const seen = (e) => e.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && e.getClientRects().length > 0;
  document.querySelectorAll('main td, main th, main p, main li, main dd, main h2, main h3, h1').forEach((e) => {
    if (!e.closest('.reprises, .filtre, .cache') && !seen(e)) faults.push(e.tagName + ' ' + e.textContent.trim().slice(0, 30));
  });
  document.querySelectorAll('.dessin').forEach((drawing) => {
    if (Array.from(drawing.querySelectorAll('svg')).filter(seen).length !== 1) faults.push('une image par graphique');
  });
  document.querySelectorAll('.sommaire, .theme, .filtre').forEach((e) => { if (seen(e)) faults.push('à ne pas imprimer : ' + e.className); });
  return faults;
}

/* Without script: all but what is folded, which the browser itself unfolds. */
export function unreadable() {
  const faults = [];
  document.querySelectorAll('main td, main th, main p, main li, main dd, main h2, main h3').forEach((e) => {
    if (!e.closest('details, .filtre') && !e.checkVisibility({ contentVisibilityAuto: true })) faults.push(e.textContent.trim().slice(0, 30));
  });
  document.querySelectorAll('details').forEach((e) => { if (!e.querySelector('summary')) faults.push('details sans summary'); });
  return faults;
}

export function watchPolicy() {
  window.refusals = [];
  document.addEventListener('securitypolicyviolation', (event) => window.refusals.push(event.violatedDirective + ' ' + event.blockedURI));
}

export function refuseStorage() {
  Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused', 'SecurityError'); } });
}
