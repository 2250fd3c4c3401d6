// The page: what the controls say, and what the sections show then.
'use strict';

const data = JSON.parse(document.getElementById('data').textContent);

/** Each is at least 3 to 1 on light ground and on dark. */
const COLORS = ['#2f7ed8', '#e0522f', '#0e9aa7', '#7c8c1a', '#8d6e63', '#6f5bd6', '#c2410c', '#a8559a', '#d6336c', '#818a95',
  '#1f9d55', '#b7791f', '#4f6bed', '#e03e3e', '#ae3ec9', '#0b8f6a'];
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'];

/** More lines are a tangle. */
const CHOSEN_AT_FIRST = 6;

const setups = [...data.runs, ...data.flows].map(one => one.setup);
const initializers = unique(setups.map(setup => setup.initializer));
const nonlinearities = unique(setups.map(setup => setup.nonlinearity));
const depths = unique(setups.map(setup => setup.depth)).sort((a, b) => a - b);

/** What the controls say. */
const shown = {
  nonlinearity: nonlinearities[0],
  depth: depths[Math.min(1, depths.length - 1)],
  log: true,
  layer: null,
  initializers: new Set(),
};

const figures = Object.fromEntries(['accuracy', 'loss', 'progress', 'activations', 'gradients', 'idle'].map(id =>
  [id, new Figure(document.getElementById(id))]));
let histograms = [];

const fits = (setup, depth = setup.depth) => setup.nonlinearity === shown.nonlinearity && setup.depth === depth;
const picked = () => initializers.filter(name => shown.initializers.has(name));
const line = name => {
  const index = initializers.indexOf(name);
  return { name, color: COLORS[index % COLORS.length], symbol: SYMBOLS[(index + Math.floor(index / COLORS.length)) % SYMBOLS.length] };
};

/** The depth in words, unless it is told of no network. */
const inWords = depth => depth === 0 && depths.length === 1 ? '' : `${depth} hidden layer${depth === 1 ? '' : 's'}`;

/** What is shown, in words: the nonlinearity, and the depth if it is given. */
function here(depth, before = '') {
  return [before, shown.nonlinearity, depth === undefined ? '' : inWords(depth)].filter(text => text).join(', ');
}

// --- accuracy by initializer and depth ---------------------------------------------------------------------------------

const diverged = run => !Number.isFinite(run.points.at(-1)[1]);

/** How some runs of one setup ended. The answers of a network that diverged are none that it learnt. */
function outcome(runs) {
  const accuracies = runs.filter(run => !diverged(run)).map(run => run.points.at(-1)[2]).filter(Number.isFinite);
  return {
    runs: runs.length,
    lost: runs.filter(diverged).length,
    mean: accuracies.length > 0 ? mean(accuracies) : null,
    least: least(accuracies),
    greatest: greatest(accuracies),
  };
}

/** The initializers to begin with, by their outcome at the depth that is shown: the best, and some of the others down to the worst. */
function different() {
  const score = name => {
    const { runs, lost, mean } = outcome(data.runs.filter(run => fits(run.setup, shown.depth) && run.setup.initializer === name));
    return lost === runs ? -1 : mean ?? -1;
  };
  if (initializers.length <= CHOSEN_AT_FIRST) return initializers;
  const scores = new Map(initializers.map(name => [name, score(name)]));
  const sorted = [...initializers].sort((a, b) => scores.get(b) - scores.get(a));
  const best = sorted.splice(0, CHOSEN_AT_FIRST / 2);
  const gap = (sorted.length - 1) / (CHOSEN_AT_FIRST - best.length - 1);
  return [...best, ...Array.from({ length: CHOSEN_AT_FIRST - best.length }, (_, i) => sorted[Math.round(i * gap)])];
}

function drawAccuracy() {
  const figure = figures.accuracy;
  const runs = data.runs.filter(run => fits(run.setup));
  if (runs.length === 0) return figure.say(`There is no run with ${here()}.`);
  const names = initializers.filter(name => runs.some(run => run.setup.initializer === name));
  const cells = names.flatMap((name, row) => depths.flatMap((depth, column) => {
    const mine = runs.filter(run => run.setup.initializer === name && run.setup.depth === depth);
    return mine.length === 0 ? [] : [{ name, depth, row, column, ...outcome(mine) }];
  }));
  const known = cells.filter(cell => cell.mean !== null);
  const best = known.reduce((a, b) => b.mean > a.mean ? b : a, known[0]);
  const ramp = [css('low'), css('middle'), css('high')];
  const roomy = figure.place.parentNode.clientWidth / (depths.length + 1) > 180;
  const text = cell => cell.lost === cell.runs ? 'diverges'
    : (cell.mean === null ? 'unknown' : percent(cell.mean))
      + (cell.lost === 0 ? '' : roomy ? ` · ${cell.lost} of ${cell.runs} diverged` : ' †');
  const style = cell => {
    if (cell.lost === cell.runs) {
      const stripes = { symbol: 'rect', color: css('lost-stripe'), dashArrayX: [1, 0], dashArrayY: [3, 5], rotation: -Math.PI / 4 };
      return { color: css('lost'), decal: stripes };
    }
    return { color: cell.mean === null ? css('raised') : echarts.color.lerp(cell.mean, ramp) };
  };
  const overRuns = cell => `over ${cell.runs - cell.lost} run${cell.runs - cell.lost === 1 ? '' : 's'}`;
  figure.place.style.height = `${3.6 + 1.75 * names.length}rem`;
  document.getElementById('lost').hidden = !cells.some(cell => cell.lost === cell.runs);
  document.getElementById('partly').hidden = roomy || !cells.some(cell => cell.lost > 0 && cell.lost < cell.runs);
  figure.draw({
    label: `Heat map of accuracy by initializer and hidden layers${shown.nonlinearity && ', ' + shown.nonlinearity}. `
      + (best ? `Best: ${best.name} with ${best.depth}, ${percent(best.mean)}` : 'No accuracy is known'),
    rows: () => table(here(undefined, 'Accuracy'),
      ['initializer', 'hidden layers', 'mean', 'least', 'greatest', 'runs', 'diverged'],
      cells.map(cell => [cell.name, cell.depth, ...[cell.mean, cell.least, cell.greatest].map(percent), cell.runs, cell.lost])),
    click: hit => { if (hit.data?.cell) choose(hit.data.cell); },
    option: {
      grid: { left: isNarrow() ? 112 : 152, right: 4, top: 4, bottom: 44 },
      tooltip: {
        ...tooltip(),
        formatter: ({ data: { cell } }) => `<b>${escaped(cell.name)}</b> ${inWords(cell.depth)}`
          + (cell.mean === null ? '' : `<br>${percent(cell.mean)} (${percent(cell.least)} to ${percent(cell.greatest)} ${overRuns(cell)})`)
          + (cell.lost === 0 ? '' : `<br>${cell.lost} of ${cell.runs} diverged`),
      },
      xAxis: {
        ...axis(), type: 'category', axisTick: { show: false }, splitLine: { show: false },
        name: inWords(depths[0]) && 'hidden layers', nameLocation: 'middle', nameGap: 24,
        data: depths.map(depth => ({ value: inWords(depth) && String(depth), textStyle: emphasis(depth === shown.depth) })),
      },
      yAxis: {
        ...axis(), type: 'category', inverse: true, axisTick: { show: false }, splitLine: { show: false },
        triggerEvent: true, tooltip: { show: true, formatter: ({ value }) => escaped(value) },
        axisLabel: { fontSize: 13, interval: 0, formatter: short },
        data: names.map(name => ({ value: name, textStyle: emphasis(shown.initializers.has(name)) })),
      },
      series: {
        type: 'heatmap',
        itemStyle: { borderColor: css('ground'), borderWidth: 2 },
        emphasis: { itemStyle: { borderColor: css('accent') } },
        data: cells.map(cell => ({
          value: [cell.column, cell.row, cell.mean ?? 0], cell, itemStyle: style(cell),
          label: { show: true, fontSize: 13, color: inkOn(style(cell).color), formatter: text(cell) },
        })),
      },
    },
  });
}

const emphasis = chosen => ({ color: css(chosen ? 'ink' : 'faint'), fontWeight: chosen ? 'bold' : 'normal' });

/** A cell of the heat map: its depth is shown, and its initializer is added, or taken away if it was there. */
function choose({ name, depth }) {
  if (shown.depth === depth && shown.initializers.has(name)) shown.initializers.delete(name);
  else shown.initializers.add(name);
  shown.depth = depth;
  draw();
}

// --- learning ----------------------------------------------------------------------------------------------------------

/** [step, mean, least, greatest] over the runs that have not diverged there. */
function overSeeds(runs, field) {
  const alive = runs.flatMap(run => run.points.filter(point => Number.isFinite(point[1]) && Number.isFinite(point[field])));
  return [...Map.groupBy(alive, point => point[0])].sort((a, b) => a[0] - b[0]).map(([step, points]) => {
    const values = points.map(point => point[field]);
    return [step, mean(values), least(values), greatest(values)];
  });
}

/** The step at which the first of some runs diverged, infinite if none did. */
const firstLoss = runs => least(runs.filter(diverged).map(run => run.points.at(-1)[0]));

function fate(name, runs) {
  const { lost } = outcome(runs);
  if (lost === 0) return [];
  const many = runs.length === 1 ? 'its run' : lost === runs.length ? `all of its ${lost} runs` : `${lost} of ${runs.length} runs`;
  return [`${name}: ${many} diverged, ${lost > 1 ? 'the first ' : ''}by step ${firstLoss(runs)}`
    + (lost < runs.length ? '; the mean goes on over the others.' : '.')];
}

function drawLearning() {
  const runs = data.runs.filter(run => fits(run.setup, shown.depth) && shown.initializers.has(run.setup.initializer));
  if (runs.length === 0) {
    const why = shown.initializers.size === 0 ? 'No initializer is chosen.' : `There is no such run with ${here(shown.depth)}.`;
    figures.loss.say(why);
    figures.progress.say(why);
    return;
  }
  const of = name => runs.filter(run => run.setup.initializer === name);
  const names = picked().filter(name => of(name).length > 0);
  const draw = (figure, field, title, { notes = [], edges = () => [-Infinity, Infinity], ...rest }) => {
    const lines = names.map(name => {
      const points = overSeeds(of(name), field);
      const end = firstLoss(of(name));
      return { ...line(name), points, mark: Number.isFinite(end) ? points.findLast(point => point[0] <= end) ?? points[0] : undefined };
    });
    const values = lines.map(one => one.points.map(point => point[1])).filter(values => values.length > 0);
    const chart = lineChart({ lines, x: 'step', edges: edges(values), ...rest });
    figure.draw({
      option: chart.option,
      ends: chart.ends,
      label: `Line chart of ${here(shown.depth, title)}, by step. At last: ${chart.last}`,
      lines: values.length > 0 ? [...notes, ...chart.notes] : [...notes, `There is no ${title} to draw.`],
      rows: values.length > 0 && (() => table(here(shown.depth, title), ['initializer', 'step', 'mean', 'least', 'greatest'],
        lines.flatMap(one => one.points.map(([step, ...values]) => [one.name, step, ...values.map(rest.scale)])))),
    });
  };
  draw(figures.loss, 1, 'loss', {
    log: shown.log, scale: number, notes: names.flatMap(name => fate(name, of(name))),
    edges: values => limits(values.flat(), values.map(some => some[0]), shown.log, [4, 2]),
  });
  draw(figures.progress, 2, 'accuracy', {
    log: false, scale: percent, ...(data.classes > 1
      ? { level: 1 / data.classes, notes: [`The dashed line is guessing, ${percent(1 / data.classes)}.`] } : {}),
  });
}

// --- flow --------------------------------------------------------------------------------------------------------------

const chosenFlows = () => data.flows.filter(flow => fits(flow.setup, shown.depth) && shown.initializers.has(flow.setup.initializer));

function drawFlow() {
  const flows = chosenFlows();
  drawVerdicts(flows);
  document.getElementById('weightless').textContent = unmeasured(flows).join(' ');
  const measured = flows.filter(flow => flow.diagnosis.layers.length > 0);
  if (measured.length === 0) {
    const why = shown.initializers.size === 0 ? 'No initializer is chosen.'
      : flows.length === 0 ? `There is no such diagnosis with ${here(shown.depth)}.` : 'No layer was measured; the words below say why.';
    figures.activations.say(why);
    figures.gradients.say(why);
    figures.idle.say(why);
    return;
  }
  const longest = measured.map(flow => flow.diagnosis.layers).reduce((a, b) => b.length > a.length ? b : a);
  const places = longest.map((layer, i) =>
    measured.every(flow => (flow.diagnosis.layers[i] ?? layer).name === layer.name) ? layer.name : `layer ${i + 1}`);
  const rows = () => measured.flatMap(flow => flow.diagnosis.layers.map(layer => [flow.setup.initializer, layer.name,
    ...[layer.activationMean, layer.activationStd, layer.activationRms].map(number), ...[layer.dead, layer.saturated].map(percent),
    ...[layer.gradientRms, layer.weights[0].std, layer.weights[0].topSingularValue].map(number)]));
  const draw = (figure, value, title, { edges = () => [-Infinity, Infinity], ...rest }) => {
    const lines = measured.map(flow => (
      { ...line(flow.setup.initializer), points: flow.diagnosis.layers.map((layer, i) => [i, value(layer)]) }));
    const values = lines.map(one => one.points.map(point => point[1]));
    const chart = lineChart({ lines, x: 'layer', places, edges: edges(values), ...rest });
    figure.draw({
      option: chart.option,
      ends: chart.ends,
      label: `Line chart of ${here(shown.depth, title)}, by layer. At the last layer: ${chart.last}`,
      lines: chart.notes,
      rows: () => table(here(shown.depth, title),
        ['initializer', 'layer', 'mean', 'std', 'rms', 'dead', 'saturated', 'gradient rms', 'weight std', 'top singular value'], rows()),
    });
  };
  const sizes = end => ({
    log: shown.log, scale: number, edges: values => limits(values.flat(), values.map(some => some.at(end)), shown.log, [6, 3]),
  });
  draw(figures.activations, layer => layer.activationRms, 'RMS of activations', sizes(0));
  draw(figures.gradients, layer => layer.gradientRms, 'RMS of gradients', sizes(-1));
  const idle = layer => layer.dead === null ? layer.saturated : Math.max(layer.dead, layer.saturated);
  if (measured.every(flow => flow.diagnosis.layers.every(layer => idle(layer) === 0))) {
    figures.idle.say('No unit is dead, and no activation known to be saturated.');
  } else {
    draw(figures.idle, idle, 'dead units or saturated activations', { log: false, scale: percent });
  }
}

/** Each list of layers without a weight once, with names if not all networks have the same. */
function unmeasured(flows) {
  const lists = unique(flows.map(flow => flow.diagnosis.weightless.join(', ')));
  return lists.filter(list => list !== '').map(list => {
    const names = flows.filter(flow => flow.diagnosis.weightless.join(', ') === list).map(flow => flow.setup.initializer);
    const where = lists.length > 1 ? ` in ${names.join(', ')}` : '';
    return `Not measured${where}, for they have no weight that joins inputs to outputs: ${list}.`;
  });
}

function drawVerdicts(flows) {
  const groups = { healthy: [], amiss: [], unknown: [] };
  for (const flow of flows) {
    const kinds = flow.diagnosis.findings.map(finding => finding.kind);
    const isAmiss = kinds.some(kind => kind !== 'HEALTHY' && kind !== 'UNKNOWN');
    groups[isAmiss ? 'amiss' : kinds.includes('HEALTHY') ? 'healthy' : 'unknown'].push(flow);
  }
  for (const [name, members] of Object.entries(groups)) {
    const place = document.getElementById(name);
    place.hidden = members.length === 0;
    place.querySelector('dl').replaceChildren(...members.map(flow => element('div', {},
      element('dt', { textContent: flow.setup.initializer }),
      element('dd', {}, ...flow.diagnosis.findings.map(finding => element('p', { textContent: finding.text }))))));
  }
  document.getElementById('verdicts').hidden = flows.length === 0;
}

// --- weights -----------------------------------------------------------------------------------------------------------

/** What several networks draw at a layer, or what one draws at all of its layers. */
function drawWeights() {
  histograms.forEach(figure => figure.remove());
  const place = document.getElementById('weights');
  place.replaceChildren();
  const flows = chosenFlows();
  const layers = unique(flows.flatMap(flow => flow.diagnosis.layers.map(layer => layer.name)));
  const everyLayer = flows.length === 1 ? [''] : [];
  const chosen = layers.includes(shown.layer) ? shown.layer : [...everyLayer, ...layers][0];
  const select = document.getElementById('layer');
  select.replaceChildren(...[...everyLayer, ...layers].map(name =>
    element('option', { textContent: name || 'all', value: name, selected: name === chosen })));
  select.parentNode.hidden = layers.length < 2;
  document.getElementById('no-weight').hidden = layers.length > 0;
  histograms = flows.flatMap(flow => flow.diagnosis.layers.flatMap((layer, index) => {
    if (chosen && layer.name !== chosen) return [];
    return layer.weights.map((weight, i) => {
      const title = [chosen ? flow.setup.initializer : layer.name, ...(layer.weights.length > 1 ? [weight.name] : [])].join(' · ');
      const body = element('div');
      place.append(element('div', { className: 'weight' }, element('h3', { textContent: title, title }), body));
      const figure = new Figure(body);
      drawHistogram(figure, `${title}, ${chosen || flow.setup.initializer}`, weight, i === 0 ? flow.densities[index] ?? [] : []);
      return figure;
    });
  }));
}

/** A density is known at the middle of each interval, or not at all. */
function drawHistogram(figure, name, { mean, std, topSingularValue, histogram: { low, high, counts } }, density) {
  const under = `mean ${number(mean)} · std ${number(std)}\ntop singular value ${number(topSingularValue)}`;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const width = (high - low) / counts.length;
  if (total === 0) return figure.draw({ lines: ['No value is finite.'] });
  if (!(width > 0)) return figure.draw({ lines: [`All ${total} values are ${number(low)}.`], under });
  const edge = i => number(low + i * width);
  const bars = counts.map(count => count / total / width);
  figure.draw({
    label: `Histogram of the values of ${name}, from ${number(low)} to ${number(high)}`,
    under,
    rows: () => table(name, ['from', 'to', 'values', 'density', 'expected'],
      counts.map((count, i) => [edge(i), edge(i + 1), count, number(bars[i]), number(density[i])])),
    option: {
      grid: { left: 44, right: 10, top: 8, bottom: 24 },
      tooltip: { ...tooltip(), formatter: ({ dataIndex: i }) => `${edge(i)} to ${edge(i + 1)}<br><b>${counts[i]}</b> of ${total} values` },
      xAxis: [{ type: 'category', show: false, data: counts.map((_, i) => i) }, {
        ...axis(), type: 'value', position: 'bottom', min: low, max: high, splitNumber: 4, splitLine: { show: false },
        axisLabel: { color: css('faint'), formatter: tick, showMinLabel: false, showMaxLabel: false, hideOverlap: true },
      }],
      yAxis: {
        ...axis(), type: 'value', min: 0, splitNumber: 3, axisLine: { show: false }, axisTick: { show: false },
        axisLabel: { color: css('faint'), formatter: tick },
      },
      series: [
        { type: 'bar', data: bars, barCategoryGap: '0%', color: css('bar') },
        ...(density.length === 0 ? []
          : [{ type: 'line', data: density, symbol: 'none', silent: true, color: css('curve'), lineStyle: { width: 2 } }]),
        { type: 'scatter', data: [], xAxisIndex: 1 }, // else the axis with the numbers is left out
      ],
    },
  });
}

// --- controls ----------------------------------------------------------------------------------------------------------

shown.initializers = new Set(different());

function draw() {
  for (const selection of document.querySelectorAll('.selection')) {
    selection.textContent = setups.length === 0 ? '' : here(selection.dataset.of === 'both' ? shown.depth : undefined);
  }
  for (const input of document.querySelectorAll('#controls input')) {
    input.checked = isChosen[input.name](input.value);
  }
  document.getElementById('count').textContent = `${shown.initializers.size} of ${initializers.length} initializers chosen`;
  if (data.runs.length > 0) {
    drawAccuracy();
    drawLearning();
  }
  if (data.flows.length > 0) {
    drawFlow();
    drawWeights();
  }
}

const isChosen = {
  nonlinearities: value => shown.nonlinearity === value,
  depths: value => shown.depth === Number(value),
  initializers: value => shown.initializers.has(value),
  log: () => shown.log,
};

function choices(id, type, values, change) {
  const place = document.getElementById(id);
  place.hidden = values.length < 2;
  place.append(...values.map(value => {
    const input = element('input', { type, name: id, value });
    input.addEventListener('change', () => { change(value, input.checked); draw(); });
    return element('label', { title: String(value) }, input,
      ...(type === 'checkbox' ? [element('span', { className: 'swatch', style: `background:${line(value).color}` })] : []),
      element('span', { className: 'name', textContent: value }));
  }));
}
choices('nonlinearities', 'radio', nonlinearities, one => { shown.nonlinearity = one; });
choices('depths', 'radio', depths, one => { shown.depth = one; });
choices('initializers', 'checkbox', initializers, (one, checked) => { shown.initializers[checked ? 'add' : 'delete'](one); });

function emphasize(name) {
  for (const id of ['loss', 'progress', 'activations', 'gradients', 'idle']) {
    figures[id].emphasize(shown.initializers.has(name) ? name : undefined);
  }
}
for (const label of document.querySelectorAll('#initializers label')) {
  for (const event of ['mouseenter', 'focusin']) label.addEventListener(event, () => emphasize(label.title));
  for (const event of ['mouseleave', 'focusout']) label.addEventListener(event, () => emphasize());
}
for (const [id, all] of [['all', initializers], ['none', []]]) {
  document.getElementById(id).addEventListener('click', () => { shown.initializers = new Set(all); draw(); });
}
const log = document.getElementById('log');
log.addEventListener('change', () => { shown.log = log.checked; draw(); });
const layer = document.getElementById('layer');
layer.addEventListener('change', () => { shown.layer = layer.value; drawWeights(); });

// --- page --------------------------------------------------------------------------------------------------------------

for (const section of document.querySelectorAll('section')) {
  section.hidden = data[section.dataset.needs].length === 0;
}
document.querySelector('aside').hidden = setups.length === 0;
document.querySelector('.page').classList.toggle('plain', [initializers, nonlinearities, depths].every(values => values.length < 2));

const warnings = [];
if (setups.length === 0) warnings.push('There is nothing to show: no network was trained, and none was looked into.');
if (data.runs.length > 0 && data.classes < 2) {
  warnings.push('All examples are of one class: a network that always answers the same is right, and accuracy says nothing.');
}
document.getElementById('warnings').append(...items(warnings));
document.getElementById('warnings').hidden = warnings.length === 0;

/** Controls that are taller than the window stay where their end is seen. */
const controls = document.getElementById('controls');
const place = () => { controls.style.top = Math.min(16, innerHeight - controls.offsetHeight - 16) + 'px'; };
new ResizeObserver(place).observe(controls);
addEventListener('resize', place);

const dark = document.getElementById('dark');
const preference = matchMedia('(prefers-color-scheme: dark)');
const isDark = () => dark.getAttribute('aria-pressed') === 'true';
function paint(isDark) {
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  draw();
}
function prefer(isDark) {
  dark.setAttribute('aria-pressed', isDark);
  paint(isDark);
}
dark.addEventListener('click', () => prefer(!isDark()));
preference.addEventListener('change', () => prefer(preference.matches));
matchMedia('(max-width: 640px)').addEventListener('change', draw);

/** Paper is light, and as wide as it is: charts must be drawn anew for it. */
function lay(isPaper) {
  document.documentElement.classList.toggle('paper', isPaper);
  paint(!isPaper && isDark());
}
addEventListener('beforeprint', () => lay(true));
addEventListener('afterprint', () => lay(false));
prefer(preference.matches);
