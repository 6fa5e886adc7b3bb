// The page around Elsa Studio: one document, four screens, at the addresses that Studio itself navigates to.
(() => {
  'use strict';
  const base = new URL(document.baseURI).pathname;
  const remoteEndpoint = `${location.origin}/elsa/api`;
  const accessToken = JSON.parse(localStorage.getItem('studioConfig') || '{}').accessToken;
  // Dates and numbers as people write them here; Studio reads this once, when it starts.
  localStorage.getItem('BlazorCulture') || localStorage.setItem('BlazorCulture', 'nl-NL');
  const screens = [
    { path: /^workflows\/definitions\/([^/]+)\/edit$/, tag: 'elsa-workflow-definition-editor', menu: 'definitions', title: 'Definitie', set: id => ({ definitionId: id }) },
    { path: /^workflows\/instances\/([^/]+)\/view$/, tag: 'elsa-workflow-instance-viewer', menu: 'instances', title: 'Uitvoering', set: id => ({ instanceId: id, editWorkflowDefinition: openDefinition }) },
    { path: /^workflows\/instances\/?$/, tag: 'elsa-workflow-instance-list', menu: 'instances', title: 'Uitvoeringen', set: () => ({ viewWorkflowInstance: id => go(`workflows/instances/${encodeURIComponent(id)}/view`) }) },
    { path: /^(workflows\/definitions\/?)?$/, tag: 'elsa-workflow-definition-list', menu: 'definitions', title: 'Definities', set: () => ({ editWorkflowDefinition: openDefinition }) },
  ];
  const state = document.querySelector('.frame-state');

  // Every save says which page it comes from, so that two browsers in one definition are told apart, and quick saves of one page are not.
  // Studio cannot be told to send it, so it is added under its feet.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const page = [...bytes].map(b => b.toString(16).padStart(2, '0')).join('');
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (request, options) => {
    const url = new URL(request instanceof Request ? request.url : String(request), document.baseURI);
    if (url.origin !== location.origin || !url.pathname.startsWith('/elsa/')) return plainFetch(request, options);
    const headers = new Headers(options?.headers ?? (request instanceof Request ? request.headers : undefined));
    headers.set('X-Studio-Page', page);
    const answer = await plainFetch(request, { ...options, headers });
    if (answer.status === 401) signIn();
    if (answer.status === 400) {
      const problem = await answer.clone().json().catch(() => null);
      if (answer.headers.get('x-studio-stale')) offerToKeep(options?.body, problem);
      // Studio shows why a save is refused, but for everything else only that something went wrong.
      else if (url.pathname !== '/elsa/api/workflow-definitions') tell(problem);
    }
    return answer;
  };

  function signIn() {
    if (accessToken) return;
    location.assign(`/inloggen?terug=${encodeURIComponent(location.pathname)}`);
  }

  // A refused save loses nothing: the refused version stays in this page, and can be kept as a file that Import takes.
  const refused = document.getElementById('refused');
  let kept = null;
  function offerToKeep(body, problem) {
    kept = body ?? kept;
    tell(problem);
    refused.querySelector('[data-do=keep]').hidden = false;
    refused.querySelector('[data-do=reload]').hidden = false;
  }
  function tell(problem) {
    refused.querySelector('p').textContent = problem?.errors?.generalErrors?.join(' ') ?? problem?.detail ?? 'Dat kan niet.';
    for (const button of refused.querySelectorAll('button')) button.hidden = button.dataset.do !== 'close';
    refused.hidden = false;
  }
  refused.addEventListener('click', async e => {
    const what = e.target.dataset?.do;
    if (what === 'reload') location.reload();
    if (what === 'close') refused.hidden = true;
    if (what !== 'keep' || !kept) return;
    const text = typeof kept === 'string' ? kept : await new Response(kept).text();
    const model = JSON.parse(text).model;
    const file = new Blob([JSON.stringify(model, null, 2)], { type: 'application/json' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = `${model.name || 'definitie'} (mijn versie).json`;
    link.click();
    URL.revokeObjectURL(link.href);
  });

  // Studio brings hot keys as inline scripts, which our content policy does not run, and never lets a closed editor go. These do.
  let hotkeys = null;
  addEventListener('keydown', e => {
    if (!hotkeys || !(e.ctrlKey || e.metaKey) || e.key.toLowerCase() !== 's') return;
    e.preventDefault();
    hotkeys.invokeMethodAsync(e.shiftKey ? 'OnHotKeysCtrlShiftS' : 'OnHotKeysCtrlS').catch(() => {});
  });
  Object.defineProperty(window, 'editorHotkeys', {
    value: Object.freeze({ register: editor => { hotkeys = editor; }, dispose: () => { hotkeys = null; } }),
  });

  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);
  let shown = null;
  let root = null;
  let turn = Promise.resolve();

  function here() {
    const path = decodeURIComponent(location.pathname);
    return path.startsWith(base) ? path.slice(base.length) : path.replace(/^\//, '');
  }

  function show() {
    const path = here();
    if (path === shown) return;
    for (const screen of screens) {
      const match = screen.path.exec(path);
      if (!match) continue;
      shown = path;
      turn = turn.then(() => put(path, screen, match[1])).catch(e => console.error(e));
      return;
    }
  }

  async function put(path, screen, id) {
    await customElements.whenDefined(screen.tag);
    if (path !== shown) return;
    hotkeys = null;
    refused.hidden = true;
    practice(screen.tag === 'elsa-workflow-instance-viewer' && id.startsWith('oefen-') ? id : null);
    const host = document.getElementById('studio');
    // Through Blazor's own way, because a removed element only lets go after a second and two screens at a time do not work.
    if (root) await root.dispose().catch(e => console.error(e));
    const place = document.createElement('div');
    host.replaceChildren(place);
    root = await Blazor.rootComponents.add(place, screen.tag, { remoteEndpoint, ...(accessToken ? { accessToken } : {}), ...screen.set(id) });
    document.title = `${screen.title} – Keten ontwerpen`;
    state.textContent = '';
    for (const link of document.querySelectorAll('[data-screen]')) {
      if (link.dataset.screen === screen.menu) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
  }

  // A run from Studio is practice: it touches nobody. Here the coordinator plays the people it waits for, and lets time pass.
  const panel = document.getElementById('practice');
  let practising = null;
  async function practice(id, path = '', body) {
    practising = id;
    if (!id) { panel.hidden = true; document.body.classList.remove('practising'); return; }
    const answer = await window.fetch(`${remoteEndpoint}/oefeningen/${id}${path}`, {
      method: path ? 'POST' : 'GET',
      headers: { 'Content-Type': 'application/json', ...(accessToken ? { Authorization: `Bearer ${accessToken}` } : {}) },
      ...(path ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    if (!answer.ok || practising !== id) return;
    draw(await answer.json());
  }
  function draw(run) {
    const date = text => new Date(text).toLocaleDateString('nl-NL', { day: 'numeric', month: 'long', year: 'numeric' });
    panel.querySelector('.practice-now').textContent = `Oefening, met een verzonnen kind. In deze oefening is het ${date(run.nu)}.` + (run.klaar ? ' De oefening is klaar.' : '') + (run.gestopt ? ' De oefening is gestopt: de workflow ging steeds door zonder op iemand te wachten. Kijk of een lus wel op iets wacht.' : '');
    panel.querySelector('.practice-waits').replaceChildren(...run.wacht.filter(w => w.soort !== 'timer').map(wait => {
      const item = document.createElement('li');
      const text = document.createElement('span');
      text.textContent = (wait.soort === 'event' ? `Wacht op gebeurtenis ${wait.titel}` : wait.titel) + (wait.rol ? ` (${wait.rol})` : '') + (wait.uiterlijk ? `, uiterlijk ${date(wait.uiterlijk)}` : '') + ': ';
      item.append(text, ...(wait.uitgangen.length ? wait.uitgangen : [wait.soort === 'event' ? 'Laat gebeuren' : 'Klaar']).map(outcome => {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = outcome;
        button.addEventListener('click', () => practice(practising, '/antwoord', { wacht: wait.id, uitgang: wait.uitgangen.length ? outcome : null }));
        return button;
      }));
      return item;
    }));
    panel.querySelector('[data-do=forward]').disabled = !run.wacht.some(w => w.soort === 'timer');
    panel.hidden = false;
    document.body.classList.add('practising');
  }
  panel.addEventListener('click', e => { if (e.target.dataset?.do === 'forward') practice(practising, '/verder'); });

  // Blazor must know every change of address, or the lists write the old one back.
  function go(path) {
    if (window.Blazor?.navigateTo) Blazor.navigateTo(base + path);
    else { push({}, '', base + path); show(); }
  }
  function openDefinition(id) { go(`workflows/definitions/${encodeURIComponent(id)}/edit`); }

  history.pushState = (...a) => { push(...a); queueMicrotask(show); };
  history.replaceState = (...a) => { replace(...a); queueMicrotask(show); };
  addEventListener('popstate', show);
  // Links inside Studio start at the host's root: keep them below this page.
  addEventListener('click', e => {
    const link = e.target.closest?.('a[href]');
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey || link.target === '_blank') return;
    const url = new URL(link.href);
    if (url.origin !== location.origin) return;
    const path = url.pathname.startsWith(base) ? url.pathname.slice(base.length) : url.pathname.slice(1);
    if (!path.startsWith('workflows/')) return;
    e.preventDefault();
    e.stopPropagation();
    go(path);
  }, true);
  show();
})();
