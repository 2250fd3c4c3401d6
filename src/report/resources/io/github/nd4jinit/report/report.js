// The page: the state of its controls, and the sections that show the data for this state.
'use strict';

const data = JSON.parse(document.getElementById('data').textContent);
const root = document.documentElement;

/** Each color has a contrast of at least 3 to 1 with both the light and the dark background. */
const COLORS = ['#2f7ed8', '#e0522f', '#0e9aa7', '#7c8c1a', '#8d6e63', '#6f5bd6', '#c2410c', '#a8559a', '#d6336c', '#818a95',
  '#1f9d55', '#b7791f', '#4f6bed', '#e03e3e', '#ae3ec9', '#0b8f6a'];
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'];

/** The number of labels that are selected initially; more lines are hard to read. */
const INITIALLY_SELECTED = 6;

/** On paper, the histograms of all layers are shown, unless there are more than this number. */
const MAX_PRINTED_HISTOGRAMS = 60;

const configurations = [...data.runs, ...data.diagnoses].map(one => one.configuration);
const labels = unique(configurations.map(configuration => configuration.label));
const nonlinearities = unique(configurations.map(configuration => configuration.nonlinearity));
const depths = unique(configurations.map(configuration => configuration.hiddenLayers)).sort((a, b) => a - b);

/** The state of the controls. */
const state = {
  nonlinearity: nonlinearities[0],
  depth: depths[Math.min(1, depths.length - 1)],
  isLog: true,
  layer: null,
  labels: new Set(),
};

const figures = Object.fromEntries(['accuracy', 'loss', 'progress', 'activations', 'gradients', 'inactive'].map(id =>
  [id, new Figure(document.getElementById(id))]));
const weightTable = new Table(document.getElementById('weight-table'));
let histograms = [];

const matches = (configuration, depth = configuration.hiddenLayers) =>
  configuration.nonlinearity === state.nonlinearity && configuration.hiddenLayers === depth;
const isSelected = configuration => matches(configuration, state.depth) && state.labels.has(configuration.label);
const selectedLabels = () => labels.filter(name => state.labels.has(name));
const line = name => {
  const index = labels.indexOf(name);
  return { name, color: COLORS[index % COLORS.length], symbol: SYMBOLS[(index + Math.floor(index / COLORS.length)) % SYMBOLS.length] };
};

/** The depth in words; empty if no configuration has a depth. */
const inWords = depth => depth === 0 && depths.length === 1 ? '' : plural(depth, 'hidden layer');

/** A title followed by the selected nonlinearity, and by the depth if it is given. */
function titled(title, depth) {
  return [title, state.nonlinearity, depth === undefined ? '' : inWords(depth)].filter(text => text).join(', ');
}

// --- accuracy by label and depth ---------------------------------------------------------------------------------------

const isDiverged = run => !Number.isFinite(run.points.at(-1)[1]);

/** The outcome of runs of one configuration. Accuracies of diverged runs do not count. */
function outcome(runs) {
  const accuracies = runs.filter(run => !isDiverged(run)).map(run => run.points.at(-1)[2]).filter(Number.isFinite);
  return {
    runs: runs.length,
    diverged: runs.filter(isDiverged).length,
    mean: accuracies.length > 0 ? mean(accuracies) : null,
    minimum: minimum(accuracies),
    maximum: maximum(accuracies),
  };
}

/**
 * The labels that are selected initially, by their outcome at the selected depth: half of them are the best, and the other half
 * are evenly spaced from the remaining best to the worst.
 */
function initialLabels() {
  const score = name => {
    const { runs, diverged, mean } =
      outcome(data.runs.filter(run => matches(run.configuration, state.depth) && run.configuration.label === name));
    return diverged === runs ? -1 : mean ?? -1;
  };
  if (labels.length <= INITIALLY_SELECTED) return labels;
  const scores = new Map(labels.map(name => [name, score(name)]));
  const sorted = [...labels].sort((a, b) => scores.get(b) - scores.get(a));
  const best = sorted.splice(0, INITIALLY_SELECTED / 2);
  const others = INITIALLY_SELECTED - best.length;
  const gap = (sorted.length - 1) / (others - 1);
  return [...best, ...Array.from({ length: others }, (_, i) => sorted[Math.round(i * gap)])];
}

function drawAccuracy() {
  const figure = figures.accuracy;
  const runs = data.runs.filter(run => matches(run.configuration));
  if (runs.length === 0) return figure.showNotes(`No training run has the nonlinearity ${state.nonlinearity}.`);
  const names = labels.filter(name => runs.some(run => run.configuration.label === name));
  const cells = names.flatMap((name, row) => depths.flatMap((depth, column) => {
    const own = runs.filter(run => run.configuration.label === name && run.configuration.hiddenLayers === depth);
    return own.length === 0 ? [] : [{ name, depth, row, column, ...outcome(own) }];
  }));
  const known = cells.filter(cell => cell.mean !== null);
  const best = known.reduce((a, b) => b.mean > a.mean ? b : a, known[0]);
  const ramp = [css('low'), css('middle'), css('high')];
  const isWide = figure.place.parentNode.clientWidth / (depths.length + 1) > 180;
  const text = cell => cell.diverged === cell.runs ? 'diverges'
    : (cell.mean === null ? 'unknown' : percent(cell.mean))
      + (cell.diverged === 0 ? '' : isWide ? ` · ${cell.diverged} of ${cell.runs} diverged` : ' †');
  const style = cell => {
    if (cell.diverged === cell.runs) {
      const stripes = { symbol: 'rect', color: css('diverged-stripe'), dashArrayX: [1, 0], dashArrayY: [3, 5], rotation: -Math.PI / 4 };
      return { color: css('diverged'), decal: stripes };
    }
    return { color: cell.mean === null ? css('raised') : echarts.color.lerp(cell.mean, ramp) };
  };
  figure.place.style.height = `${3.6 + 1.75 * names.length}rem`;
  document.getElementById('diverged').hidden = !cells.some(cell => cell.diverged === cell.runs);
  document.getElementById('partly-diverged').hidden = isWide || !cells.some(cell => cell.diverged > 0 && cell.diverged < cell.runs);
  figure.draw({
    label: `Heat map of accuracy by initialization and hidden layers${state.nonlinearity && ', ' + state.nonlinearity}. `
      + (best ? `Best: ${best.name} with ${plural(best.depth, 'hidden layer')}, ${percent(best.mean)}` : 'No accuracy is known'),
    table: table(titled('Accuracy'),
      ['initialization', 'hidden layers', 'mean', 'minimum', 'maximum', 'runs', 'diverged'],
      cells.map(cell => [cell.name, cell.depth, ...[cell.mean, cell.minimum, cell.maximum].map(percent), cell.runs, cell.diverged])),
    click: hit => { if (hit.data?.cell) toggle(hit.data.cell); },
    option: {
      grid: { left: isNarrow() ? 112 : 152, right: 4, top: 4, bottom: 44 },
      tooltip: {
        ...tooltip(),
        formatter: ({ data: { cell } }) => `<b>${escaped(cell.name)}</b> ${inWords(cell.depth)}`
          + (cell.mean === null ? '' : `<br>${percent(cell.mean)} (${percent(cell.minimum)} to ${percent(cell.maximum)} `
            + `over ${plural(cell.runs - cell.diverged, 'run')})`)
          + (cell.diverged === 0 ? '' : `<br>${cell.diverged} of ${cell.runs} diverged`),
      },
      xAxis: {
        ...axis(), type: 'category', axisTick: { show: false }, splitLine: { show: false },
        name: inWords(depths[0]) && 'hidden layers', nameLocation: 'middle', nameGap: 24,
        data: depths.map(depth => ({ value: inWords(depth) && String(depth), textStyle: emphasis(depth === state.depth) })),
      },
      yAxis: {
        ...axis(), type: 'category', inverse: true, axisTick: { show: false }, splitLine: { show: false },
        triggerEvent: true, tooltip: { show: true, formatter: ({ value }) => escaped(value) },
        axisLabel: { fontSize: 13, interval: 0, formatter: shortened },
        data: names.map(name => ({ value: name, textStyle: emphasis(state.labels.has(name)) })),
      },
      series: {
        type: 'heatmap',
        itemStyle: { borderColor: css('ground'), borderWidth: 2 },
        emphasis: { itemStyle: { borderColor: css('accent') } },
        data: cells.map(cell => ({
          value: [cell.column, cell.row, cell.mean ?? 0], cell, itemStyle: style(cell),
          label: { show: true, fontSize: 13, color: textColorOn(style(cell).color), formatter: text(cell) },
        })),
      },
    },
  });
}

const emphasis = isSelected => ({ color: css(isSelected ? 'ink' : 'faint'), fontWeight: isSelected ? 'bold' : 'normal' });

/** Selects the depth of a cell of the heat map and adds its label to the selection, or removes a selected label. */
function toggle({ name, depth }) {
  if (state.depth === depth && state.labels.has(name)) state.labels.delete(name);
  else state.labels.add(name);
  state.depth = depth;
  draw();
}

// --- training curves ---------------------------------------------------------------------------------------------------

/** [step, mean, minimum, maximum] of a component of the points, over the runs that have not diverged at that step. */
function overSeeds(runs, component) {
  const points = runs.flatMap(run => run.points.filter(point => Number.isFinite(point[1]) && Number.isFinite(point[component])));
  return [...Map.groupBy(points, point => point[0])].sort((a, b) => a[0] - b[0]).map(([step, group]) => {
    const values = group.map(point => point[component]);
    return [step, mean(values), minimum(values), maximum(values)];
  });
}

/** The step at which the first of the runs diverged; infinite if none did. */
const firstDivergence = runs => minimum(runs.filter(isDiverged).map(run => run.points.at(-1)[0]));

function divergenceNotes(name, runs) {
  const { diverged } = outcome(runs);
  if (diverged === 0) return [];
  const which = runs.length === 1 ? 'the run' : diverged === runs.length ? `all ${diverged} runs` : `${diverged} of ${runs.length} runs`;
  return [`${name}: ${which} diverged${diverged > 1 ? ', the first' : ''} by step ${firstDivergence(runs)}`
    + (diverged < runs.length ? '; the mean continues over the other runs.' : '.')];
}

function drawTraining() {
  const runs = data.runs.filter(run => isSelected(run.configuration));
  if (runs.length === 0) {
    const reason = state.labels.size === 0 ? 'No initialization is selected.' : 'The selected initializations have no training run.';
    figures.loss.showNotes(reason);
    figures.progress.showNotes(reason);
    return;
  }
  const runsOf = name => runs.filter(run => run.configuration.label === name);
  const names = selectedLabels().filter(name => runsOf(name).length > 0);
  const draw = (figure, component, title, { notes = [], edges = () => [-Infinity, Infinity], ...rest }) => {
    const lines = names.map(name => {
      const points = overSeeds(runsOf(name), component);
      const end = firstDivergence(runsOf(name));
      return { ...line(name), points, mark: Number.isFinite(end) ? points.findLast(point => point[0] <= end) ?? points[0] : undefined };
    });
    const values = lines.map(one => one.points.map(point => point[1])).filter(values => values.length > 0);
    const chart = lineChart({ lines, x: 'step', edges: edges(values), ...rest });
    const { lines: rows, remark } = thinned(lines);
    figure.draw({
      option: chart.option,
      ends: chart.ends,
      label: `Line chart of ${titled(title, state.depth)}, by step. At the last step: ${chart.last}`,
      notes: values.length > 0 ? [...notes, ...chart.notes] : [...notes, `No ${title} is known.`],
      table: values.length > 0 && table(capitalized(titled(title, state.depth)) + remark, ['initialization', 'step', 'mean', 'minimum', 'maximum'],
        rows.flatMap(one => one.points.map(([step, ...values]) => [one.name, step, ...values.map(rest.format)]))),
    });
  };
  draw(figures.loss, 1, 'loss', {
    isLog: state.isLog, format: number, notes: names.flatMap(name => divergenceNotes(name, runsOf(name))),
    edges: values => limits(values.flat(), values.map(line => line[0]), state.isLog, [4, 2]),
  });
  draw(figures.progress, 2, 'accuracy', {
    isLog: false, format: percent, ...(data.classCount > 1
      ? { level: 1 / data.classCount, notes: [`The dashed line is the accuracy of guessing, ${percent(1 / data.classCount)}.`] } : {}),
  });
}

// --- activations and gradients -----------------------------------------------------------------------------------------

const selectedDiagnoses = () => data.diagnoses.filter(diagnosis => isSelected(diagnosis.configuration));

function drawSignals() {
  const diagnoses = selectedDiagnoses();
  drawFindings(diagnoses);
  document.getElementById('unmeasured').textContent = unmeasured(diagnoses).join(' ');
  const measured = diagnoses.filter(diagnosis => diagnosis.layers.length > 0);
  if (measured.length === 0) {
    const reason = state.labels.size === 0 ? 'No initialization is selected.'
      : diagnoses.length === 0 ? 'The selected initializations have no diagnosis.' : 'No layer was measured; the findings give the reason.';
    figures.activations.showNotes(reason);
    figures.gradients.showNotes(reason);
    figures.inactive.showNotes(reason);
    return;
  }
  const longest = measured.map(diagnosis => diagnosis.layers).reduce((a, b) => b.length > a.length ? b : a);
  const places = longest.map((layer, i) =>
    measured.every(diagnosis => (diagnosis.layers[i] ?? layer).name === layer.name) ? layer.name : `layer ${i + 1}`);
  const draw = (figure, value, title, columns, { edges = () => [-Infinity, Infinity], ...rest }) => {
    const lines = measured.map(diagnosis => (
      { ...line(diagnosis.configuration.label), points: diagnosis.layers.map((layer, i) => [i, value(layer)]) }));
    const values = lines.map(one => one.points.map(point => point[1]));
    const chart = lineChart({ lines, x: 'layer', places, edges: edges(values), ...rest });
    figure.draw({
      option: chart.option,
      ends: chart.ends,
      label: `Line chart of ${titled(title, state.depth)}, by layer. At the last layer: ${chart.last}`,
      notes: chart.notes,
      table: table(capitalized(titled(title, state.depth)), ['initialization', 'layer', ...Object.keys(columns)],
        measured.flatMap(diagnosis => diagnosis.layers.map(layer => [diagnosis.configuration.label, layer.name,
          ...Object.values(columns).map(column => rest.format(column(layer)))]))),
    });
  };
  const rms = end => ({
    isLog: state.isLog, format: number, edges: values => limits(values.flat(), values.map(line => line.at(end)), state.isLog, [6, 3]),
  });
  draw(figures.activations, layer => layer.activationRms, 'RMS of activations', {
    'RMS': layer => layer.activationRms,
    'ratio to input': layer => layer.rmsRatio,
    'mean': layer => layer.activationMean,
    'std': layer => layer.activationStd,
    'output mean': layer => layer.outputMean,
    'output std': layer => layer.outputStd,
  }, rms(0));
  draw(figures.gradients, layer => layer.gradientRms, 'RMS of gradients', { 'RMS': layer => layer.gradientRms }, rms(-1));
  const inactive = layer => layer.deadFraction === null ? layer.saturatedFraction : Math.max(layer.deadFraction, layer.saturatedFraction);
  if (measured.every(diagnosis => diagnosis.layers.every(layer => inactive(layer) === 0))) {
    figures.inactive.showNotes('No unit is dead, and no activation is known to be saturated.');
  } else {
    draw(figures.inactive, inactive, 'dead units or saturated activations', {
      'dead units': layer => layer.deadFraction,
      'saturated activations': layer => layer.saturatedFraction,
    }, { isLog: false, format: percent });
  }
}

/** A sentence for each distinct list of layers without a weight, with labels if the networks differ. */
function unmeasured(diagnoses) {
  const lists = unique(diagnoses.map(diagnosis => diagnosis.unmeasuredLayers.join(', ')));
  return lists.filter(list => list !== '').map(list => {
    const names = diagnoses.filter(diagnosis => diagnosis.unmeasuredLayers.join(', ') === list)
      .map(diagnosis => diagnosis.configuration.label);
    const where = lists.length > 1 ? ` in ${names.join(', ')}` : '';
    return `Not measured${where}, because they have no weight that connects inputs to outputs: ${list}.`;
  });
}

function drawFindings(diagnoses) {
  const groups = { healthy: [], problems: [], undetermined: [] };
  for (const diagnosis of diagnoses) {
    const kinds = diagnosis.findings.map(finding => finding.kind);
    const hasProblem = kinds.some(kind => kind !== 'HEALTHY' && kind !== 'UNKNOWN');
    groups[hasProblem ? 'problems' : kinds.includes('HEALTHY') ? 'healthy' : 'undetermined'].push(diagnosis);
  }
  for (const [id, members] of Object.entries(groups)) {
    const place = document.getElementById(id);
    place.hidden = members.length === 0;
    place.querySelector('dl').replaceChildren(...members.map(diagnosis => element('div', {},
      element('dt', { textContent: diagnosis.configuration.label }),
      element('dd', {}, ...diagnosis.findings.map(finding => element('p', { textContent: finding.message }))))));
  }
  document.getElementById('findings').hidden = diagnoses.length === 0;
}

// --- weights -----------------------------------------------------------------------------------------------------------

/** Histograms of several networks at one layer, or of one network at all layers. On paper, all layers are shown if they are few. */
function drawWeights() {
  histograms.forEach(figure => figure.remove());
  const place = document.getElementById('weights');
  place.replaceChildren();
  const diagnoses = selectedDiagnoses();
  const weights = diagnoses.flatMap(diagnosis => diagnosis.layers.flatMap(layer =>
    layer.weights.map(weight => ({ label: diagnosis.configuration.label, layer, weight }))));
  const layers = unique(weights.map(one => one.layer.name));
  const allLayers = diagnoses.length === 1 ? [''] : [];
  const selected = layers.includes(state.layer) ? state.layer : [...allLayers, ...layers][0];
  const select = document.getElementById('layer');
  select.replaceChildren(...[...allLayers, ...layers].map(name =>
    element('option', { textContent: name || 'all', value: name, selected: name === selected })));
  const isAll = !selected || isPaper() && weights.length <= MAX_PRINTED_HISTOGRAMS;
  select.parentNode.hidden = layers.length < 2 || isPaper() && isAll;
  document.getElementById('no-weight').hidden = layers.length > 0;
  const drawn = weights.filter(one => isAll || one.layer.name === selected);
  histograms = drawn.map(({ label, layer, weight }) => {
    const parts = [
      ...(isAll && diagnoses.length === 1 ? [] : [label]),
      ...(isAll ? [layer.name] : []),
      ...(layer.weights.length > 1 ? [weight.name] : []),
    ];
    const title = parts.join(' · ');
    const body = element('div');
    place.append(element('div', { className: 'weight' }, element('h3', { textContent: title, title }), body));
    const figure = new Figure(body);
    drawHistogram(figure, [title, ...(isAll ? [] : [layer.name]), ...(parts.includes(label) ? [] : [label])].join(', '), weight);
    return figure;
  });
  document.getElementById('expected').hidden = drawn.every(one => one.weight.expectedDensity.length === 0);
  weightTable.show(weights.length > 0 && table(titled('Weights', state.depth),
    ['initialization', 'layer', 'weight', 'mean', 'std', 'largest singular value', 'initializer'],
    weights.map(({ label, layer, weight }) => [label, layer.name, weight.name,
      ...[weight.mean, weight.std, weight.spectralNorm].map(number), weight.initializer ?? '–'])));
}

/** The expected density is given at the center of each bin, or is empty. */
function drawHistogram(figure, name, { mean, std, spectralNorm, histogram: { low, high, counts }, expectedDensity }) {
  const caption = `mean ${number(mean)} · std ${number(std)}\nlargest singular value ${number(spectralNorm)}`;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const width = (high - low) / counts.length;
  if (total === 0) return figure.draw({ notes: ['No value is finite.'] });
  if (!(width > 0)) return figure.draw({ notes: [`All ${total} values are ${number(low)}.`], caption });
  const edge = i => number(low + i * width);
  const density = counts.map(count => count / total / width);
  const isExpected = expectedDensity.length > 0;
  figure.draw({
    label: `Histogram of the values of ${name}, from ${number(low)} to ${number(high)}`,
    caption,
    table: table(name, ['from', 'to', 'values', 'density', ...(isExpected ? ['expected density'] : [])],
      counts.map((count, i) => [edge(i), edge(i + 1), count, number(density[i]), ...(isExpected ? [number(expectedDensity[i])] : [])])),
    option: {
      grid: { left: 52, right: 10, top: 8, bottom: 24 },
      tooltip: { ...tooltip(), formatter: ({ dataIndex: i }) => `${edge(i)} to ${edge(i + 1)}<br><b>${counts[i]}</b> of ${total} values` },
      xAxis: [{ type: 'category', show: false, data: counts.map((_, i) => i) }, {
        ...axis(), type: 'value', position: 'bottom', min: low, max: high, splitNumber: 4, splitLine: { show: false },
        axisLabel: { color: css('faint'), formatter: tickFormat(low, high), showMinLabel: false, showMaxLabel: false, hideOverlap: true },
      }],
      yAxis: {
        ...axis(), type: 'value', min: 0, splitNumber: 3, axisLine: { show: false }, axisTick: { show: false },
        axisLabel: { color: css('faint'), formatter: tickFormat(0, maximum([...density, ...expectedDensity])) },
      },
      series: [
        { type: 'bar', data: density, barCategoryGap: '0%', color: css('bar') },
        ...(isExpected
          ? [{ type: 'line', data: expectedDensity, symbol: 'none', silent: true, color: css('curve'), lineStyle: { width: 2 } }] : []),
        { type: 'scatter', data: [], xAxisIndex: 1 }, // Without a series, the numeric axis is not drawn.
      ],
    },
  });
}

// --- controls ----------------------------------------------------------------------------------------------------------

state.labels = new Set(initialLabels());

let drawings = 0;

/** Calls a drawing function, and sets the attribute data-drawn when all charts are complete. */
async function drawWith(drawSections) {
  const drawing = ++drawings;
  delete root.dataset.drawn;
  drawSections();
  await Promise.all([...Object.values(figures), ...histograms].map(figure => figure.finished));
  if (drawing === drawings) root.dataset.drawn = 'true';
}

const draw = () => drawWith(() => {
  for (const selection of document.querySelectorAll('.selection')) {
    selection.textContent = configurations.length === 0 ? '' : titled('', selection.dataset.of === 'both' ? state.depth : undefined);
  }
  for (const input of document.querySelectorAll('#controls input')) {
    input.checked = isChecked[input.name](input.value);
  }
  document.getElementById('count').textContent = `${state.labels.size} of ${labels.length} selected`;
  if (data.runs.length > 0) {
    drawAccuracy();
    drawTraining();
  }
  if (data.diagnoses.length > 0) {
    drawSignals();
    drawWeights();
  }
});

const isChecked = {
  nonlinearities: value => state.nonlinearity === value,
  depths: value => state.depth === Number(value),
  labels: value => state.labels.has(value),
  log: () => state.isLog,
};

function addInputs(id, type, values, change) {
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
addInputs('nonlinearities', 'radio', nonlinearities, value => { state.nonlinearity = value; });
addInputs('depths', 'radio', depths, value => { state.depth = value; });
addInputs('labels', 'checkbox', labels, (value, isChecked) => { state.labels[isChecked ? 'add' : 'delete'](value); });

function highlight(name) {
  for (const id of ['loss', 'progress', 'activations', 'gradients', 'inactive']) {
    figures[id].highlight(state.labels.has(name) ? name : undefined);
  }
}
for (const label of document.querySelectorAll('#labels label')) {
  for (const event of ['mouseenter', 'focusin']) label.addEventListener(event, () => highlight(label.title));
  for (const event of ['mouseleave', 'focusout']) label.addEventListener(event, () => highlight());
}
for (const [id, selection] of [['all', labels], ['none', []]]) {
  document.getElementById(id).addEventListener('click', () => { state.labels = new Set(selection); draw(); });
}
const log = document.getElementById('log');
log.addEventListener('change', () => { state.isLog = log.checked; draw(); });
const layer = document.getElementById('layer');
layer.addEventListener('change', () => { state.layer = layer.value; drawWith(drawWeights); });

// --- page --------------------------------------------------------------------------------------------------------------

for (const section of document.querySelectorAll('section')) {
  section.hidden = data[section.dataset.needs].length === 0;
}
document.querySelector('aside').hidden = configurations.length === 0;
document.querySelector('.page').classList.toggle('plain', [labels, nonlinearities, depths].every(values => values.length < 2));

const warnings = [];
if (configurations.length === 0) warnings.push('The report has no diagnosis and no training run.');
if (data.runs.length > 0 && data.classCount < 2) {
  warnings.push('All examples have the same class, so every constant prediction is correct, and the accuracy has no meaning.');
}
document.getElementById('warnings').append(...items(warnings));
document.getElementById('warnings').hidden = warnings.length === 0;

/** Controls that are taller than the window stick at a position where their end is visible. */
const controls = document.getElementById('controls');
const stick = () => { controls.style.top = Math.min(16, innerHeight - controls.offsetHeight - 16) + 'px'; };
new ResizeObserver(stick).observe(controls);
addEventListener('resize', stick);

const dark = document.getElementById('dark');
const preference = matchMedia('(prefers-color-scheme: dark)');
const isDark = () => dark.getAttribute('aria-pressed') === 'true';
const isPaper = () => root.classList.contains('paper');
function setTheme(isDark) {
  root.dataset.theme = isDark ? 'dark' : 'light';
  draw();
}
function setDark(isDark) {
  dark.setAttribute('aria-pressed', isDark);
  setTheme(isDark);
}
dark.addEventListener('click', () => setDark(!isDark()));
preference.addEventListener('change', () => setDark(preference.matches));
matchMedia('(max-width: 640px)').addEventListener('change', draw);

/**
 * The layout for paper or for the screen. Paper is light and has another width, so the charts are redrawn. On paper, tables are
 * open.
 */
function layOut(isPaper) {
  root.classList.toggle('paper', isPaper);
  setTheme(!isPaper && isDark());
  for (const details of document.querySelectorAll('details.data')) {
    if (isPaper) details.dataset.wasOpen = details.open;
    details.open = isPaper || details.dataset.wasOpen === 'true';
  }
}
addEventListener('beforeprint', () => layOut(true));
addEventListener('afterprint', () => layOut(false));
setDark(preference.matches);
