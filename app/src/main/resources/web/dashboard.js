'use strict';

// Everything shown comes from /metrics, /health/ready and /v1/*, asked for every two seconds. Text reaches the page
// as text nodes only: a caller's display name is never markup.

const POLL_MS = 2000;
const TIMEOUT_MS = 5000;
const HISTORY = 150; // five minutes of polls
const HISTORY_MIN = 30; // so many fill a sparkline: it is drawn from the right until then
const RESULTS = ['human', 'machine', 'fax', 'intercept', 'silence', 'unsure', 'error'];

const byId = (id) => document.getElementById(id);
const number = new Intl.NumberFormat('en');
const figure = (value, digits = 0) =>
  new Intl.NumberFormat('en', { maximumFractionDigits: digits, minimumFractionDigits: 0 }).format(value);

/** An element with classes, attributes and children; strings become text. */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** Keeps one child a key in the order of the items, so that what is open or focused stays so. */
function keyed(parent, items, keyOf, render) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const children = items.map((item) => {
    const key = keyOf(item);
    const sign = JSON.stringify(item);
    const known = old.get(key);
    if (known && known.sign === sign) return known;
    const fresh = render(item);
    fresh.dataset.key = key;
    fresh.sign = sign;
    if (known) carryOver(known, fresh);
    return fresh;
  });
  const same = children.length === parent.children.length && children.every((c, i) => c === parent.children[i]);
  if (!same) parent.replaceChildren(...children);
}

function carryOver(from, to) {
  const [before, after] = [from.querySelector('details'), to.querySelector('details')];
  if (before && after) after.open = before.open;
}

// Times

function span(ms) {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60 ? `${s % 60} s` : ''}`.trim();
  if (s < 86400) return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
  return `${Math.floor(s / 86400)} d ${Math.floor((s % 86400) / 3600)} h`;
}

const coarse = (ms) => span(ms).split(' ').slice(0, 2).join(' ');

function ago(iso) {
  const ms = now() - Date.parse(iso);
  return ms < 2500 ? 'just now' : `${coarse(ms)} ago`;
}

/** The server's clock: a browser's own may be wrong. */
let clockOffset = 0;
const now = () => Date.now() + clockOffset;

/** A time whose words are refreshed as they age. */
function timeOf(iso, words) {
  const node = element('time', { datetime: iso, title: new Date(iso).toLocaleString() }, words(iso));
  node.words = words;
  return node;
}

function refreshTimes() {
  for (const node of document.querySelectorAll('time')) {
    const text = node.words(node.dateTime);
    if (node.textContent !== text) node.textContent = text;
  }
}

// Metrics

/** The text of /metrics as a list of {name, labels, value}. */
function parseMetrics(text) {
  const samples = [];
  for (const line of text.split('\n')) {
    const match = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/.exec(line);
    if (!match) continue;
    const labels = {};
    for (const [, name, value] of (match[2] ?? '').matchAll(/(\w+)="((?:\\.|[^"\\])*)"/g)) {
      labels[name] = value.replace(/\\(.)/g, (_, c) => (c === 'n' ? '\n' : c));
    }
    samples.push({ name: match[1], labels, value: Number(match[3]) });
  }
  return samples;
}

/** What the tiles need of one scrape. */
function reading(samples) {
  const sum = (name, fits = () => true) =>
    samples.reduce((total, s) => (s.name === name && fits(s.labels) ? total + s.value : total), 0);
  const verdicts = {};
  for (const s of samples) {
    if (s.name === 'earshot_amd_verdicts_total') verdicts[s.labels.result] = (verdicts[s.labels.result] ?? 0) + s.value;
  }
  return {
    at: now(),
    active: sum('earshot_calls_active'),
    ended: sum('earshot_calls_total'),
    answered: sum('earshot_calls_total', (l) => l.outcome === 'answered'),
    pddSum: sum('earshot_call_pdd_seconds_sum'),
    pddCount: sum('earshot_call_pdd_seconds_count'),
    decisionSum: sum('earshot_amd_decision_seconds_sum'),
    decisionCount: sum('earshot_amd_decision_seconds_count'),
    packets: sum('earshot_rtp_packets_total', (l) => l.direction === 'in'),
    relayed: sum('earshot_rtp_packets_total', (l) => l.direction === 'in' && l.outcome === 'relayed'),
    streams: sum('earshot_rtp_streams_active'),
    ports: sum('earshot_media_ports_free'),
    cpu: sum('process_cpu_usage'),
    heap: sum('jvm_memory_used_bytes', (l) => l.area === 'heap'),
    uptime: sum('process_uptime_seconds'),
    version: samples.find((s) => s.name === 'earshot_build_info')?.labels.version ?? '',
    verdicts,
  };
}

const history = [];

function remember(fresh) {
  // A server that was started anew counts from zero: rates across that make no sense.
  if (history.length && history.at(-1).uptime > fresh.uptime) history.length = 0;
  history.push(fresh);
  if (history.length > HISTORY) history.shift();
}

const seconds = (a, b) => Math.max(0.001, (b.at - a.at) / 1000);
const rates = (field) => history.slice(1).map((b, i) => (b[field] - history[i][field]) / seconds(history[i], b));
const growth = (field) => history.at(-1)[field] - history[0][field];

/** Mean of a timer within the window, in seconds; of all time where the window saw none; null where there is none. */
function mean(sum, count) {
  const latest = history.at(-1);
  if (growth(count) > 0) return growth(sum) / growth(count);
  return latest[count] > 0 ? latest[sum] / latest[count] : null;
}

/** A timer's mean for each poll, holding the last known. */
function means(sum, count) {
  const first = history[0];
  let held = first[count] > 0 ? first[sum] / first[count] : 0;
  return history.slice(1).map((b, i) => {
    const calls = b[count] - history[i][count];
    if (calls > 0) held = (b[sum] - history[i][sum]) / calls;
    return held;
  });
}

function tiles() {
  const latest = history.at(-1);
  const ended = growth('ended');
  const minutes = Math.max(1 / 30, seconds(history[0], latest) / 60);
  const pdd = mean('pddSum', 'pddCount');
  const decision = mean('decisionSum', 'decisionCount');
  const packetRates = rates('packets');
  const dropped = latest.packets > 0 ? (100 * (latest.packets - latest.relayed)) / latest.packets : 0;
  const answered = latest.ended > 0 ? `${figure((100 * latest.answered) / latest.ended)} % answered` : 'none yet';
  return [
    tile('Calls now', figure(latest.active), '', `${number.format(latest.ended)} ended since the start`,
      history.map((h) => h.active)),
    tile('Calls ended', history.length > 1 ? figure(ended / minutes, ended / minutes < 10 ? 1 : 0) : '–', '/ min',
      answered, rates('ended')),
    tile('Post-dial delay', pdd === null ? '–' : figure(pdd * 1000), pdd === null ? '' : 'ms',
      pdd === null ? 'no call has rung yet' : 'INVITE to ringing, mean', means('pddSum', 'pddCount')),
    tile('Time to verdict', decision === null ? '–' : figure(decision, 2), decision === null ? '' : 's',
      decision === null ? 'no verdict yet' : `mean; ${number.format(latest.decisionCount)} verdicts`,
      means('decisionSum', 'decisionCount')),
    tile('Media', packetRates.length ? figure(packetRates.at(-1)) : '–', 'packets / s',
      `${number.format(latest.streams)} streams, ${figure(dropped, 2)} % dropped`, packetRates),
    tile('Processor', figure(100 * latest.cpu, 1), '%', `${figure(latest.heap / 1048576)} MB heap`, history.map((h) => h.cpu)),
  ];
}

function tile(title, value, unit, detail, values) {
  return element('div', { class: 'tile' },
    element('h2', {}, title),
    element('p', { class: 'value' }, value, unit ? element('span', { class: 'unit' }, unit) : null),
    element('p', { class: 'detail' }, detail),
    sparkline(values));
}

function sparkline(values) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const width = Math.max(HISTORY_MIN, values.length);
  svg.setAttribute('viewBox', `0 0 ${width - 1} 38`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  if (values.length > 1) {
    const top = Math.max(...values, 1e-9) * 1.15;
    const from = width - values.length;
    const points = values.map((v, i) => `${from + i} ${(36 - (Math.max(0, v) / top) * 34).toFixed(2)}`);
    svg.append(path('spark-area', `M${from} 38L${points.join('L')}L${width - 1} 38Z`),
      path('spark-line', `M${points.join('L')}`));
  }
  return svg;
}

function path(kind, d) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  node.setAttribute('class', kind);
  node.setAttribute('d', d);
  return node;
}

// Sections

/** Shows a list or what to do where it is empty. */
function section(name, items, count) {
  byId(name).hidden = items.length === 0;
  byId(`${name}-empty`).hidden = items.length > 0;
  byId(`${name}-count`).textContent = count;
}

const result = (verdict) => element('span', { class: 'result', 'data-result': verdict.result }, verdict.result);
const sureness = (verdict) => `${verdict.cause}, ${percent(verdict.confidence)}`;
const percent = (part) => `${figure(part * 100)}\u00a0%`;

function showCalls({ active, calls }) {
  const shown = active > calls.length ? `, the latest ${calls.length} shown` : '';
  section('calls', calls, active ? number.format(active) + shown : '');
  const rows = calls.map(({ duration_ms: _, ...call }) => call);
  keyed(byId('calls').tBodies[0], rows, (call) => call.id, (call) => {
    const cell = (...children) => element('td', { role: 'cell' }, ...children);
    const by = call.direction === 'inbound' ? 'from' : 'through';
    return element('tr', { role: 'row' },
      cell(call.caller),
      cell(call.callee),
      cell(`${call.direction ?? '–'} `, call.trunk ? element('small', {}, `${by} ${call.trunk}`) : null),
      cell(element('span', { class: 'state', 'data-state': call.state }, call.state)),
      call.verdict ? cell(result(call.verdict), element('small', {}, sureness(call.verdict))) : cell(''),
      element('td', { role: 'cell', class: 'number' }, timeOf(call.start, (iso) => span(now() - Date.parse(iso)))));
  });
}

function showVerdicts({ verdicts }) {
  section('verdicts', verdicts, verdicts.length ? `the last ${verdicts.length}` : '');
  keyed(byId('verdicts'), verdicts, (v) => `${v.call}.${v.leg}`, (v) => {
    const { verdict } = v;
    const meter = element('i');
    meter.style.width = `${100 * verdict.confidence}%`;
    const line = [
      element('span', {}, result(verdict)),
      element('span', { class: 'who' }, `${v.caller ?? 'unknown'} → ${v.callee ?? 'unknown'}`,
        element('small', {}, story(v))),
      element('span', { class: 'sure', 'data-result': verdict.result },
        element('small', {}, `${percent(verdict.confidence)} sure`), element('span', { class: 'meter' }, meter)),
      timeOf(v.at, ago)];
    if (!verdict.evidence.length) return element('li', {}, element('div', { class: 'plain' }, ...line));
    return element('li', {}, element('details', {}, element('summary', {}, ...line),
      element('ul', { class: 'evidence' }, ...verdict.evidence.map((text) => element('li', {}, text)))));
  });
}

function story(v) {
  const parts = [v.verdict.cause, `after ${figure(v.decision_ms / 1000, 1)} s`];
  if (v.greeting_end) parts.push(`greeting ended by ${v.greeting_end}`);
  if (v.revised) parts.push(`later thought ${v.revised.result} (${v.revised.cause})`);
  return parts.join(', ');
}

function showShares(verdicts) {
  const known = RESULTS.filter((name) => verdicts[name] > 0);
  const total = known.reduce((sum, name) => sum + verdicts[name], 0);
  byId('shares').hidden = total === 0;
  const bar = element('div', { class: 'shares-bar', 'aria-hidden': 'true' });
  const key = element('p', { class: 'shares-key' });
  for (const name of known) {
    const part = element('span', { 'data-result': name });
    part.style.flexGrow = verdicts[name];
    bar.append(part);
    key.append(element('span', { class: 'dot', 'data-result': name }, `${name} `,
      element('b', {}, number.format(verdicts[name])), ` (${percent(verdicts[name] / total)})`));
  }
  byId('shares').replaceChildren(bar, key);
}

/** A line of a list: what it is, a word aside, and small print. */
const row = (main, aside, ...more) => element('li', {}, element('span', { class: 'main' }, main),
  element('span', { class: 'aside' }, aside), ...more.map((text) => element('span', { class: 'more' }, text)));

function showRegistrations({ active, registrations }) {
  section('registrations', registrations, active ? number.format(active) : '');
  keyed(byId('registrations'), registrations, (r) => `${r.user} ${r.contact}`, (r) =>
    row(r.user, timeOf(r.expires, (iso) => `${coarse(Date.parse(iso) - now())} left`),
      r.user_agent || 'unnamed phone', `${r.contact.replace(/;.*/, '')} from ${r.received}`));
}

function showTrunks({ trunks }) {
  section('trunks', trunks, trunks.length ? number.format(trunks.length) : '');
  keyed(byId('trunks'), trunks, (t) => t.name, (t) => row(t.name,
    element('span', { class: 'dot', 'data-tone': t.up ? 'good' : 'bad' }, t.up ? 'up' : 'down'), t.uri, registration(t) + load(t)));
}

function registration({ registration: now }) {
  if (!now) return '';
  return `${now.state}${now.reason ? ` (${now.reason})` : ''}, `;
}

function showBans({ active, bans }) {
  byId('bans-card').hidden = bans.length === 0;
  byId('bans-count').textContent = active ? number.format(active) : '';
  keyed(byId('bans'), bans, (b) => b.source, (b) => row(b.source,
    timeOf(b.until, (iso) => `${coarse(Date.parse(iso) - now())} left`),
    b.count > 1 ? `${b.reason}, for the ${b.count}. time` : b.reason));
}

function load(trunk) {
  const calls = trunk.calls_max ? `${number.format(trunk.calls)} of ${number.format(trunk.calls_max)} calls`
    : `${number.format(trunk.calls)} ${trunk.calls === 1 ? 'call' : 'calls'}`;
  return trunk.calls_per_second_max ? `${calls}, at most ${trunk.calls_per_second_max} new a second` : calls;
}

function showHealth({ status, checks }) {
  const problems = Object.values(checks).filter((word) => word !== 'ok');
  if (status === 'ready') setStatus('good', 'Ready');
  else if (problems.length === 1 && checks.drain === 'draining') setStatus('warn', 'Draining: takes no new calls');
  else setStatus('bad', 'Not ready');
  keyed(byId('health'), Object.entries(checks), ([name]) => name, ([name, word]) =>
    row(name, element('span', { class: 'dot', 'data-tone': word === 'ok' ? 'good' : 'bad' }, word)));
}

const bytes = (name, value) => (name.endsWith('_bytes') ? `${figure(value / 1048576)} MB` : number.format(value));

function showStanding(counts) {
  keyed(byId('standing'), Object.entries(counts), ([name]) => name, ([name, value]) =>
    row(name.replace(/_bytes$/, '').replaceAll('_', ' '), bytes(name, value)));
}

function showMetrics(samples) {
  const fresh = reading(samples);
  remember(fresh);
  byId('tiles').replaceChildren(...tiles());
  showShares(fresh.verdicts);
  byId('build').textContent = `${fresh.version}, up ${coarse(fresh.uptime * 1000)}`;
  document.title = fresh.active ? `${number.format(fresh.active)} ${fresh.active === 1 ? 'call' : 'calls'} · Earshot` : 'Earshot';
}

// State of the page itself

function setStatus(tone, text) {
  const pill = byId('status');
  pill.dataset.tone = tone;
  if (pill.textContent !== text) pill.textContent = text;
}

let lastAnswer = null;

function showConnected() {
  lastAnswer = Date.now();
  byId('notice').hidden = true;
  byId('main').hidden = false;
  byId('main').classList.remove('stale');
  byId('updated').textContent = `as of ${new Date().toLocaleTimeString()}`;
}

function showDisconnected(error) {
  setStatus('bad', 'Disconnected');
  byId('notice').hidden = false;
  byId('notice').textContent = lastAnswer === null
    ? `The server does not answer (${error.message}). This page goes on trying.`
    : `The server has not answered for ${span(Date.now() - lastAnswer)}. What is shown is what was last known; this page goes on trying.`;
  byId('main').classList.toggle('stale', lastAnswer !== null);
}

// Polling

async function ask(url, read) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), cache: 'no-store' });
  const date = Date.parse(answer.headers.get('Date'));
  // Date has whole seconds; only a clock that is clearly off is corrected.
  if (date && Math.abs(date + 500 - Date.now()) > 3000) clockOffset = date + 500 - Date.now();
  // Not ready is an answer too.
  if (!answer.ok && answer.status !== 503) throw new Error(`${url}: ${answer.status}`);
  return answer[read]();
}

async function poll() {
  try {
    const [metrics, health, calls, registrations, trunks, verdicts, standing, bans] = await Promise.all([
      ask('/metrics', 'text'), ask('/health/ready', 'json'), ask('/v1/calls', 'json'),
      ask('/v1/registrations', 'json'), ask('/v1/trunks', 'json'), ask('/v1/verdicts', 'json'),
      ask('/v1/standing', 'json'), ask('/v1/bans', 'json')]);
    showMetrics(parseMetrics(metrics));
    showHealth(health);
    showCalls(calls);
    showRegistrations(registrations);
    showTrunks(trunks);
    showVerdicts(verdicts);
    showStanding(standing);
    showBans(bans);
    showConnected();
  } catch (error) {
    showDisconnected(error);
  }
  refreshTimes();
}

async function run() {
  for (;;) {
    if (!document.hidden) await poll();
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

byId('registrar').textContent = `${location.hostname}:5060`;
run();
