/* Script des pages « --formats html » : trier, filtrer, lire les graphiques, imprimer déplié. Sans lui, tout se lit.
   Copié tel quel dans chaque page : ni réseau, ni bibliothèque. */
(function () {
  'use strict';

  const root = document.documentElement;
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };
  root.classList.add('js');

  /* What is said to those who do not see it change. */
  const announcer = make('p', 'cache');
  announcer.setAttribute('role', 'status');
  document.body.append(announcer);

  /* — light and dark: the system's choice, or the reader's — */
  function themes() {
    const button = document.querySelector('.theme');
    const system = matchMedia('(prefers-color-scheme: dark)');
    const key = 'bilan-affichage';
    const isDark = () => (root.dataset.theme ? root.dataset.theme === 'sombre' : system.matches);
    const show = () => { button.textContent = isDark() ? 'Affichage clair' : 'Affichage sombre'; };
    try {
      const kept = localStorage.getItem(key);
      if (kept === 'clair' || kept === 'sombre') root.dataset.theme = kept;
    } catch (refused) { /* a page on a disk may have no storage: nothing is remembered */ }
    button.addEventListener('click', () => {
      root.dataset.theme = isDark() ? 'clair' : 'sombre';
      try { localStorage.setItem(key, root.dataset.theme); } catch (refused) { /* as above */ }
      show();
    });
    system.addEventListener('change', show);
    button.hidden = false;
    show();
  }

  /* — sorting — */
  /* Machine numbers for columns of numbers, words for others; null when there is nothing to compare. */
  function keyOf(row, column, isNumber) {
    const cell = row.cells[column];
    if (isNumber) return cell.dataset.value === undefined ? null : Number(cell.dataset.value);
    const text = (cell.querySelector('.valeur') || cell).textContent.trim();
    return text === '' || text === 'n.d.' || cell.querySelector('abbr') ? null : text;
  }

  function compare(a, b, direction) {
    if (a.key === null || b.key === null) {
      if (a.key !== b.key) return a.key === null ? 1 : -1; /* absent ones are last, both ways */
    } else {
      const order = typeof a.key === 'number'
        ? a.key - b.key
        : a.key.localeCompare(b.key, 'fr', { numeric: true });
      if (order !== 0) return direction * order;
    }
    return a.rank - b.rank;
  }

  const senses = { ascending: 'croissant', descending: 'décroissant' };

  function sortable(table) {
    const body = table.tBodies[0];
    const heads = all('thead th', table);
    const rows = Array.from(body.rows);
    heads.forEach((head, column) => {
      const title = head.textContent;
      const button = make('button', 'tri');
      const arrow = make('span', 'fleche');
      button.type = 'button';
      arrow.setAttribute('aria-hidden', 'true');
      button.append(make('span', '', title), arrow);
      head.replaceChildren(button);
      button.addEventListener('click', () => {
        /* rising, falling, then the order of the report again */
        const now = head.getAttribute('aria-sort');
        const next = { ascending: 'descending', descending: null }[now];
        const sense = now === null ? 'ascending' : next;
        heads.forEach((other) => other.removeAttribute('aria-sort'));
        if (sense) head.setAttribute('aria-sort', sense);
        const isNumber = head.classList.contains('nombre');
        const keyed = rows.map((row, rank) => ({ row, rank, key: sense ? keyOf(row, column, isNumber) : null }));
        keyed.sort((a, b) => compare(a, b, sense === 'descending' ? -1 : 1));
        body.append(...keyed.map((item) => item.row));
        announcer.textContent = sense
          ? 'Tableau trié par « ' + title + ' », ordre ' + senses[sense]
          : 'Tableau dans l’ordre du rapport';
      });
    });
  }

  /* — filtering — */
  const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase();

  function filterable(line) {
    const input = line.querySelector('input');
    const count = line.querySelector('.compte');
    const table = line.parentElement.querySelector('table');
    const rows = Array.from(table.tBodies[0].rows).map((row) => ({ row, text: fold(row.textContent) }));
    const name = (n) => (n < 2 ? count.dataset.un : count.dataset.plusieurs);
    const apply = () => {
      const wanted = fold(input.value);
      let shown = 0;
      rows.forEach((item) => {
        item.row.hidden = !item.text.includes(wanted);
        if (!item.row.hidden) shown += 1;
      });
      count.textContent = shown + '\u00a0' + name(shown) + (wanted ? ' sur ' + rows.length : '');
    };
    input.addEventListener('input', apply);
    line.hidden = false;
    apply();
  }

  /* — tables wider than the screen: only those are stops of the keyboard — */
  function scrollable(region) {
    const measure = () => {
      if (region.scrollWidth > region.clientWidth + 1) region.tabIndex = 0;
      else region.removeAttribute('tabindex');
    };
    new ResizeObserver(measure).observe(region);
    measure();
  }

  /* — charts: what a mark stands for, under the pointer or with the arrow keys — */
  const bubble = make('div', 'bulle');
  bubble.hidden = true;
  bubble.setAttribute('aria-hidden', 'true');
  document.body.append(bubble);

  function showBubble(mark) {
    const box = mark.getBoundingClientRect();
    bubble.textContent = mark.dataset.texte;
    bubble.hidden = false;
    const own = bubble.getBoundingClientRect();
    const left = Math.min(Math.max(box.left + box.width / 2 - own.width / 2, 4), innerWidth - own.width - 4);
    const above = box.top - own.height - 8;
    bubble.style.left = left + 'px';
    bubble.style.top = (above > 4 ? above : box.bottom + 8) + 'px';
  }

  function readable(drawing) {
    /* the browser's own tooltips would cover ours */
    all('svg', drawing).forEach((picture) => {
      const title = picture.querySelector(':scope > title');
      picture.removeAttribute('aria-labelledby');
      picture.setAttribute('aria-label', title.textContent);
      title.remove();
    });
    all('.marque', drawing).forEach((mark) => {
      const title = mark.querySelector('title');
      mark.dataset.texte = title.textContent;
      title.remove();
      mark.addEventListener('pointerenter', () => showBubble(mark));
      mark.addEventListener('pointerleave', () => { bubble.hidden = true; });
    });
    if (!drawing.querySelector('.marque')) return;

    let index = -1;
    const marks = () => all('.marque', drawing).filter((mark) => mark.getClientRects().length > 0);
    const leave = () => {
      all('.vue', drawing).forEach((mark) => mark.classList.remove('vue'));
      bubble.hidden = true;
    };
    drawing.tabIndex = 0;
    drawing.setAttribute('role', 'group');
    drawing.setAttribute('aria-label', 'Graphique : ' + drawing.dataset.titre + '. Flèches pour lire les valeurs une à une.');
    drawing.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (event.key === 'Escape') leave();
      if (!step) return;
      const seen = marks();
      event.preventDefault();
      leave();
      index = (Math.min(index, seen.length) + step + seen.length) % seen.length;
      if (index < 0) index = 0;
      seen[index].classList.add('vue');
      seen[index].scrollIntoView({ block: 'nearest' });
      showBubble(seen[index]);
      announcer.textContent = seen[index].dataset.texte;
    });
    drawing.addEventListener('blur', () => { index = -1; leave(); });
  }

  /* — contents: folded on small screens, the section in sight marked — */
  function contents() {
    const nav = document.querySelector('.sommaire');
    if (!nav) return;
    const fold = nav.querySelector('details');
    const wide = matchMedia('(min-width: 68rem)');
    const settle = () => { fold.open = wide.matches; };
    wide.addEventListener('change', settle);
    settle();
    const links = new Map(all('a', nav).map((link) => [link.getAttribute('href').slice(1), link]));
    links.forEach((link) => link.addEventListener('click', () => { if (!wide.matches) fold.open = false; }));
    const seen = new Set();
    const watcher = new IntersectionObserver((entries) => {
      entries.forEach((entry) => seen[entry.isIntersecting ? 'add' : 'delete'](entry.target.id));
      const current = Array.from(links.keys()).find((id) => seen.has(id));
      links.forEach((link, id) => {
        if (id === current) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
      });
    }, { rootMargin: '-10% 0px -60% 0px' });
    all('main > section').forEach((section) => watcher.observe(section));
  }

  /* — printing: what is folded is opened, then folded again — */
  function printing() {
    let opened = [];
    const before = () => {
      const folded = all('details:not([open])');
      folded.forEach((details) => { details.open = true; });
      opened = opened.concat(folded);
    };
    const after = () => {
      opened.forEach((details) => { details.open = false; });
      opened = [];
    };
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    matchMedia('print').addEventListener('change', (event) => (event.matches ? before() : after()));
  }

  themes();
  all('table[data-tri]').forEach(sortable);
  all('.filtre').forEach(filterable);
  all('.defile').forEach(scrollable);
  all('.dessin').forEach(readable);
  contents();
  printing();
}());
