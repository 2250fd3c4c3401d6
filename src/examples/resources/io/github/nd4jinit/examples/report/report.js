'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);

  // Mid tones, which stand out on light ground and on dark.
  const COLORS = ['#8fb8de', '#5b93cc', '#2f6db5', '#6a5acd', '#a0a0a0', '#7d8a99', '#b59f7b', '#8b7355', '#4fb0ae',
    '#2c9f5f', '#c79a00', '#e0522f', '#d6409f', '#9b30c8'];
  const LINE_HEIGHT = 14;
  const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'];

  const unique = values => [...new Set(values)];
  const setups = [...data.runs, ...data.flows].map(one => one.setup);
  const initializers = unique(setups.map(setup => setup.initializer));
  const nonlinearities = unique(setups.map(setup => setup.nonlinearity));
  const depths = unique(setups.map(setup => setup.depth)).sort((a, b) => a - b);
  const color = initializer => COLORS[initializers.indexOf(initializer) % COLORS.length];
  const symbol = initializer => SYMBOLS[initializers.indexOf(initializer) % SYMBOLS.length];

  /** What the controls say. */
  const shown = {
    nonlinearity: nonlinearities[0],
    depth: depths[Math.min(1, depths.length - 1)],
    log: true,
    initializers: new Set(initializers),
  };

  // --- elements ----------------------------------------------------------------------------------------------------

  function element(name, properties = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      key in made ? made[key] = value : made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  const css = name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
  const escaped = text => echarts.format.encodeHTML(String(text));
  const percent = share => (100 * share).toFixed(1) + ' %';

  /** A number at an axis. */
  const tick = value => value !== 0 && (Math.abs(value) < 0.001 || Math.abs(value) >= 10000) ? value.toExponential(0) : String(value);

  function number(value) {
    if (value === null || value === undefined) return 'not finite';
    const size = Math.abs(value);
    return size !== 0 && (size < 0.001 || size >= 10000) ? value.toExponential(2) : String(Number(value.toPrecision(4)));
  }

  function table(caption, titles, rows) {
    return element('table', {},
      element('caption', { textContent: caption }),
      element('thead', {}, element('tr', {}, ...titles.map(title => element('th', { scope: 'col', textContent: title })))),
      element('tbody', {}, ...rows.map(row => element('tr', {}, ...row.map((cell, i) =>
        element(i ? 'td' : 'th', i ? { textContent: cell } : { scope: 'row', textContent: cell }))))));
  }

  /** A chart, lines of text above it, and its data as a table below; where there is nothing to draw, the lines stand alone. */
  class Figure {
    constructor(place) {
      this.lines = element('ul', { className: 'lines', hidden: true });
      this.place = element('div', { className: 'chart', role: 'img' });
      this.rows = element('div', { className: 'scroll', tabIndex: 0, role: 'region' });
      this.details = element('details', {}, element('summary', { textContent: 'Data as a table' }), this.rows);
      place.append(this.lines, this.place, this.details);
    }

    draw({ option, label, lines, rows, ends = [] }) {
      this.lines.replaceChildren(...lines.map(line => element('li', { textContent: line })));
      this.lines.hidden = lines.length === 0;
      this.place.hidden = !option;
      this.details.hidden = !rows;
      if (rows) {
        this.rows.replaceChildren(rows);
        this.rows.setAttribute('aria-label', rows.caption.textContent);
      }
      if (!option) return;
      this.place.setAttribute('aria-label', label + '. All numbers are in the table below.');
      if (!this.chart) {
        this.chart = echarts.init(this.place, null, { renderer: 'svg' });
        new ResizeObserver(() => this.chart.resize()).observe(this.place);
      }
      this.chart.setOption({ animation: false, textStyle: { fontFamily: 'system-ui, sans-serif', color: css('ink') }, ...option }, true);
      this.spread(ends);
    }

    /** Moves the labels at the ends of lines apart. */
    spread(ends) {
      const places = ends.map(end => ({ ...end, from: this.chart.convertToPixel({ yAxisIndex: 0 }, end.y) })).sort((a, b) => a.from - b.from);
      let free = 0;
      for (const place of places) {
        place.to = Math.max(place.from, free);
        free = place.to + LINE_HEIGHT;
      }
      let last = this.chart.getHeight() - 2 * LINE_HEIGHT;
      for (const place of places.reverse()) {
        place.to = Math.min(place.to, last);
        last = place.to - LINE_HEIGHT;
      }
      this.chart.setOption({ series: places.map(place => ({ id: place.id, endLabel: { offset: [0, place.to - place.from] } })) });
    }
  }

  const tooltip = () => ({
    backgroundColor: css('raised'), borderColor: css('rule'), textStyle: { color: css('ink'), fontSize: 13 }, confine: true,
  });

  const axis = () => ({
    axisLine: { lineStyle: { color: css('faint') } },
    axisLabel: { color: css('faint'), hideOverlap: true },
    nameTextStyle: { color: css('faint') },
    splitLine: { lineStyle: { color: css('rule') } },
  });

  // --- lines -------------------------------------------------------------------------------------------------------

  /**
   * A chart of lines {name, points: [[x, y, low, high]]}. Numbers that are not finite are left out, as is what a logarithmic axis
   * has no place for; what lies outside of the limits lies beyond the edge. Of each, a line of text tells.
   */
  function lineChart({ lines, x, log, limits, scale, mark }) {
    const [least, most] = limits;
    const drawable = value => Number.isFinite(value) && (!log || value > 0);
    const drawn = [];
    const without = [];
    const beyond = [];
    for (const line of lines) {
      const points = line.points.filter(point => drawable(point[1]));
      if (points.length === 0) without.push(line.name);
      else if (points.some(point => point[1] > most || (log && point[1] < least))) beyond.push(line.name);
      if (points.length > 0) drawn.push({ ...line, points });
    }
    const notes = [];
    if (without.length > 0) notes.push('Without a line, for no number is ' + (log ? 'finite and above 0: ' : 'finite: ') + without.join(', ') + '.');
    if (beyond.length > 0) notes.push('In part beyond the edge of the chart, for numbers to which the others would look alike: ' + beyond.join(', ') + '.');
    if (drawn.length === 0) return { option: null, notes };

    const values = drawn.flatMap(line => line.points.map(point => point[1]));
    const right = Math.max(...drawn.map(line => line.points.at(-1)[0]));
    const ends = drawn.map(line => ({ id: line.name, x: line.points.at(-1)[0], y: line.points.at(-1)[1] }))
      .filter(end => end.x === right && end.y <= most && (!log || end.y >= least));
    const series = drawn.flatMap(line => [band(line, log, least, most), {
      type: 'line', id: line.name, name: line.name, data: line.points.map(point => [point[0], point[1]]),
      color: color(line.name), symbol: symbol(line.name), symbolSize: 5, lineStyle: { width: 2 }, clip: true,
      emphasis: { focus: 'series' },
      endLabel: {
        show: ends.some(end => end.id === line.name), formatter: '{dot|●} {a}', color: css('ink'), fontSize: 12,
        rich: { dot: { color: color(line.name) } },
      },
    }]).filter(Boolean);
    if (mark) {
      series[series.length - 1].markLine = {
        silent: true, symbol: 'none', lineStyle: { color: css('faint'), type: 'dashed' },
        label: { position: 'insideStartTop', formatter: mark.text, color: css('faint') }, data: [{ yAxis: mark.at }],
      };
    }
    return {
      notes,
      ends,
      option: {
        grid: { left: 12, right: 140, top: 16, bottom: 30, containLabel: true },
        tooltip: {
          ...tooltip(), trigger: 'axis',
          formatter: hits => [`<b>${escaped(x)} ${escaped(hits[0].axisValueLabel)}</b>`,
            ...hits.filter(hit => hit.seriesType === 'line').sort((a, b) => b.value[1] - a.value[1])
              .map(hit => `${hit.marker}${escaped(hit.seriesName)} <b>${escaped(scale(hit.value[1]))}</b>`)].join('<br>'),
        },
        xAxis: { ...axis(), type: 'value', name: x, nameLocation: 'middle', nameGap: 26, min: 'dataMin', max: 'dataMax', minInterval: 1, splitLine: { show: false } },
        yAxis: {
          ...axis(), type: log ? 'log' : 'value', axisLabel: { color: css('faint'), formatter: scale === percent ? value => `${Math.round(100 * value)} %` : tick },
          min: log && Math.min(...values) < least ? least : null, max: Math.max(...values) > most ? most : null,
        },
        series,
      },
      last: drawn.map(line => `${line.name} ${scale(line.points.at(-1)[1])}`).join(', '),
    };
  }

  /** From the least to the greatest over seeds; none if there is but one. */
  function band(line, log, least, most) {
    if (line.points.every(point => point[2] === undefined || point[2] === point[3])) return null;
    const kept = value => Math.max(log ? least / 10 : -Infinity, Math.min(value, most * 10));
    return {
      type: 'custom', name: line.name, silent: true, clip: true, z: 1,
      data: line.points.map(point => [point[0], kept(point[2]), kept(point[3])]), encode: { x: 0, y: [1, 2] },
      renderItem: (parameters, api) => parameters.dataIndex > 0 ? null : {
        type: 'polygon',
        shape: {
          points: [...line.points.map(point => api.coord([point[0], kept(point[2])])),
            ...line.points.map(point => api.coord([point[0], kept(point[3])])).reverse()],
        },
        style: { fill: color(line.name), opacity: 0.15 },
      },
    };
  }

  // --- accuracy by initializer and depth ---------------------------------------------------------------------------

  const figures = {};
  for (const id of ['accuracy', 'loss', 'progress', 'activations', 'gradients']) {
    figures[id] = new Figure(document.getElementById(id));
  }

  const diverged = run => !Number.isFinite(run.points.at(-1)[1]);
  const mean = values => values.reduce((sum, value) => sum + value, 0) / values.length;
  const nothing = (figure, line) => figure.draw({ option: null, lines: [line], rows: null });
  const picked = () => initializers.filter(initializer => shown.initializers.has(initializer));
  const fits = (setup, depth) => setup.nonlinearity === shown.nonlinearity && (depth === undefined || setup.depth === depth);

  function drawAccuracy() {
    const figure = figures.accuracy;
    const runs = data.runs.filter(run => fits(run.setup));
    if (data.runs.length === 0) return nothing(figure, 'There is no run: nothing was trained.');
    if (runs.length === 0) return nothing(figure, `There is no run with ${shown.nonlinearity}.`);
    if (picked().length === 0) return nothing(figure, 'No initializer is chosen.');
    const names = picked().filter(name => runs.some(run => run.setup.initializer === name));
    const cells = [];
    names.forEach((name, row) => depths.forEach((depth, column) => {
      const mine = runs.filter(run => run.setup.initializer === name && run.setup.depth === depth);
      if (mine.length === 0) return;
      const accuracies = mine.map(run => run.points.at(-1)[2]).filter(Number.isFinite);
      if (accuracies.length === 0) return;
      cells.push({
        name, depth, row, column, runs: mine.length, diverged: mine.filter(diverged).length,
        mean: mean(accuracies), least: Math.min(...accuracies), most: Math.max(...accuracies),
      });
    }));
    if (cells.length === 0) return nothing(figure, 'None of the chosen initializers has a run with a known accuracy.');
    const best = cells.reduce((a, b) => b.mean > a.mean ? b : a);
    const failed = cells.filter(cell => cell.diverged > 0);
    figure.place.style.height = `${3.6 + 1.75 * names.length}rem`;
    figure.draw({
      label: `Heat map of accuracy by initializer and hidden layers, ${shown.nonlinearity}. Best: ${best.name} with ${best.depth}, ${percent(best.mean)}`,
      lines: failed.length === 0 ? [] : ['Diverged, the loss is not finite: '
        + unique(failed.map(cell => cell.name)).map(name =>
          `${name} with ${failed.filter(cell => cell.name === name).map(cell => cell.depth).join(' and ')} layers`).join('; ') + '.'],
      rows: table('Accuracy, ' + shown.nonlinearity,
        ['initializer', 'hidden layers', 'mean', 'least', 'greatest', 'runs', 'diverged'],
        cells.map(cell => [cell.name, cell.depth, percent(cell.mean), percent(cell.least), percent(cell.most), cell.runs, cell.diverged])),
      option: {
        grid: { left: 12, right: 12, top: 4, bottom: 34, containLabel: true },
        tooltip: {
          ...tooltip(),
          formatter: ({ data: { cell } }) => `<b>${escaped(cell.name)}</b>, ${cell.depth} hidden layers<br>${percent(cell.mean)} `
            + `(${percent(cell.least)} to ${percent(cell.most)} over ${cell.runs} runs)`,
        },
        xAxis: { ...axis(), type: 'category', data: depths.map(String), name: 'hidden layers', nameLocation: 'middle', nameGap: 24, axisTick: { show: false } },
        yAxis: { ...axis(), type: 'category', data: names, inverse: true, axisTick: { show: false }, axisLabel: { color: css('ink'), fontSize: 13 } },
        visualMap: { show: false, min: 0, max: 1, dimension: 2, inRange: { color: [css('low'), css('middle'), css('high')] } },
        series: {
          type: 'heatmap',
          itemStyle: { borderColor: css('ground'), borderWidth: 2 },
          data: cells.map(cell => ({
            value: [cell.column, cell.row, cell.mean], cell,
            label: {
              show: true, fontSize: 13, color: css(cell.mean > 0.65 ? 'ink-on-high' : 'ink-on-low'),
              formatter: percent(cell.mean) + (cell.diverged > 0 ? ' †' : ''),
            },
          })),
        },
      },
    });
  }

  // --- learning ----------------------------------------------------------------------------------------------------

  /** [step, mean, least, greatest] over the runs that have a finite number there. */
  function overSeeds(runs, field) {
    return unique(runs.flatMap(run => run.points.map(point => point[0]))).sort((a, b) => a - b).flatMap(step => {
      const values = runs.flatMap(run => run.points.filter(point => point[0] === step).map(point => point[field])).filter(Number.isFinite);
      return values.length === 0 ? [] : [[step, mean(values), Math.min(...values), Math.max(...values)]];
    });
  }

  function drawLearning() {
    const here = `${shown.nonlinearity}, ${shown.depth} hidden layers`;
    const runs = data.runs.filter(run => fits(run.setup, shown.depth) && shown.initializers.has(run.setup.initializer));
    if (runs.length === 0) {
      const line = data.runs.length === 0 ? 'There is no run: nothing was trained.'
        : shown.initializers.size === 0 ? 'No initializer is chosen.' : `There is no run with ${here}.`;
      nothing(figures.loss, line);
      nothing(figures.progress, line);
      return;
    }
    const of = name => runs.filter(run => run.setup.initializer === name);
    const names = picked().filter(name => of(name).length > 0);
    const ended = names.filter(name => of(name).some(diverged)).map(name => {
      const failed = of(name).filter(diverged);
      return `${name}: ${failed.length} of ${of(name).length} runs diverged, the first by step ${Math.min(...failed.map(run => run.points.at(-1)[0]))}; the loss is not finite from there.`;
    });
    const draw = (figure, field, title, rest) => {
      const lines = names.map(name => ({ name, points: overSeeds(of(name), field) }));
      const chart = lineChart({ lines, x: 'step', ...rest });
      figure.draw({
        option: chart.option,
        ends: chart.ends,
        label: `Line chart of ${title} by step, ${here}. At last: ${chart.last}`,
        lines: [...(field === 1 ? ended : []), ...chart.notes],
        rows: table(`${title}, ${here}`, ['initializer', 'step', 'mean', 'least', 'greatest'],
          lines.flatMap(line => line.points.map(([step, ...values]) => [line.name, step, ...values.map(rest.scale)]))),
      });
    };
    draw(figures.loss, 1, 'loss', { log: shown.log, limits: [1e-4, shown.log ? 100 : 5], scale: number });
    draw(figures.progress, 2, 'accuracy', {
      log: false, limits: [0, 1], scale: percent,
      mark: data.classes > 1 ? { at: 1 / data.classes, text: 'guessing' } : null,
    });
  }

  // --- flow --------------------------------------------------------------------------------------------------------

  function drawFlow() {
    const here = `${shown.nonlinearity}, ${shown.depth} hidden layers`;
    const flows = data.flows.filter(flow => fits(flow.setup, shown.depth) && shown.initializers.has(flow.setup.initializer));
    const measured = flows.filter(flow => flow.diagnosis.layers.length > 0);
    document.getElementById('verdicts').replaceChildren(...flows.flatMap(flow => [
      element('dt', { textContent: flow.setup.initializer }),
      element('dd', { className: flow.diagnosis.findings.every(finding => finding.kind === 'HEALTHY') ? 'healthy' : 'amiss' },
        ...flow.diagnosis.findings.flatMap((finding, i) => [...(i ? [element('br')] : []), element('p', { textContent: finding.text })])),
    ]));
    if (measured.length === 0) {
      const line = data.flows.length === 0 ? 'There is no diagnosis: no network was looked into.'
        : shown.initializers.size === 0 ? 'No initializer is chosen.'
          : flows.length === 0 ? `There is no diagnosis with ${here}.` : 'No layer was measured; the words below say why.';
      nothing(figures.activations, line);
      nothing(figures.gradients, line);
      return;
    }
    const draw = (figure, field, title) => {
      const lines = measured.map(flow => ({
        name: flow.setup.initializer, points: flow.diagnosis.layers.map((layer, i) => [i + 1, layer[field]]),
      }));
      const chart = lineChart({ lines, x: 'layer', log: shown.log, limits: [1e-6, shown.log ? 1e3 : 10], scale: number });
      const broken = lines.filter(line => line.points.some(point => !Number.isFinite(point[1]))).map(line => line.name);
      figure.draw({
        option: chart.option,
        ends: chart.ends,
        label: `Line chart of the ${title} by layer, ${here}. At the last layer: ${chart.last}`,
        lines: [...(broken.length > 0 ? [`Not finite at some layers: ${broken.join(', ')}.`] : []), ...chart.notes],
        rows: table(`${title}, ${here}`, ['initializer', 'layer', 'size', 'output std', 'dead', 'saturated', 'weight std'],
          measured.flatMap(flow => flow.diagnosis.layers.map(layer => [flow.setup.initializer, layer.name,
            ...[layer[field], layer.outputStd, layer.dead, layer.saturated, layer.weights[0].std].map(number)]))),
      });
    };
    draw(figures.activations, 'activationSize', 'size of activations');
    draw(figures.gradients, 'gradientSize', 'size of gradients');
  }

  // --- weights -----------------------------------------------------------------------------------------------------

  const weightFigures = data.weights.map(() => {
    const place = element('div', {}, element('h3'));
    document.getElementById('weights').append(place);
    return new Figure(place);
  });

  function drawWeights() {
    if (data.weights.length === 0) {
      document.getElementById('weights').replaceChildren(element('ul', { className: 'lines' }, element('li', { textContent: 'There is no histogram: no weight was looked at.' })));
    }
    data.weights.forEach((weight, index) => {
      const figure = weightFigures[index];
      figure.lines.parentNode.querySelector('h3').textContent = weight.name;
      const total = weight.counts.reduce((sum, count) => sum + count, 0);
      const width = (weight.high - weight.low) / weight.counts.length;
      if (total === 0) return nothing(figure, 'No value is finite.');
      if (!(width > 0)) return nothing(figure, `All ${total} values are ${number(weight.low)}.`);
      const bars = weight.counts.map(count => count / total / width);
      const steps = weight.density.length - 1;
      const curve = weight.density.map((y, i) => [weight.low + (weight.high - weight.low) * i / steps, y]).filter(point => Number.isFinite(point[1]));
      const expected = i => weight.density[Math.round((i + 0.5) * steps / weight.counts.length)];
      figure.draw({
        label: `Histogram of the values of ${weight.name}, from ${number(weight.low)} to ${number(weight.high)}, with the density that they should have`,
        lines: [],
        rows: table(weight.name, ['from', 'to', 'values', 'density', 'expected'], weight.counts.map((count, i) =>
          [number(weight.low + i * width), number(weight.low + (i + 1) * width), count, number(bars[i]), curve.length > 0 ? number(expected(i)) : '-'])),
        option: {
          grid: { left: 4, right: 12, top: 10, bottom: 4, containLabel: true },
          tooltip: { ...tooltip(), trigger: 'item', formatter: hit => hit.seriesType === 'bar'
            ? `${number(weight.low + hit.dataIndex * width)} to ${number(weight.low + (hit.dataIndex + 1) * width)}<br><b>${weight.counts[hit.dataIndex]}</b> values` : '' },
          xAxis: [{ type: 'category', show: false, data: weight.counts.map((_, i) => i) },
            { ...axis(), type: 'value', position: 'bottom', min: weight.low, max: weight.high, splitLine: { show: false },
              axisLabel: { color: css('faint'), formatter: number, showMinLabel: false, showMaxLabel: false, hideOverlap: true } }],
          yAxis: { ...axis(), type: 'value', min: 0, splitNumber: 3, axisLine: { show: false, onZero: false }, axisTick: { show: false } },
          series: [{ type: 'bar', data: bars, barCategoryGap: '0%', color: css('bar') },
            { type: 'line', data: curve, xAxisIndex: 1, symbol: 'none', silent: true, color: css('curve'), lineStyle: { width: 2 } }],
        },
      });
    });
  }

  // --- controls ----------------------------------------------------------------------------------------------------

  function draw() {
    for (const selection of document.querySelectorAll('.selection')) {
      selection.textContent = setups.length === 0 ? '' : selection.dataset.of === 'both'
        ? `${shown.nonlinearity}, ${shown.depth} hidden layers` : shown.nonlinearity;
    }
    drawAccuracy();
    drawLearning();
    drawFlow();
    drawWeights();
  }

  function choices(id, type, values, isChosen, choose) {
    document.getElementById(id).append(...values.map(value => {
      const input = element('input', { type, name: id, value, checked: isChosen(value) });
      input.addEventListener('change', () => { choose(value, input.checked); draw(); });
      const swatch = type === 'checkbox' ? [element('span', { className: 'swatch', style: `background:${color(value)}` })] : [];
      return element('label', {}, input, ...swatch, value);
    }));
  }
  choices('nonlinearities', 'radio', nonlinearities, one => one === shown.nonlinearity, one => { shown.nonlinearity = one; });
  choices('depths', 'radio', depths, one => one === shown.depth, one => { shown.depth = one; });
  choices('initializers', 'checkbox', initializers, () => true,
    (one, checked) => { checked ? shown.initializers.add(one) : shown.initializers.delete(one); });
  document.getElementById('controls').hidden = setups.length === 0;
  for (const [id, all] of [['all', initializers], ['none', []]]) {
    document.getElementById(id).addEventListener('click', () => {
      shown.initializers = new Set(all);
      document.querySelectorAll('#initializers input').forEach(input => { input.checked = all.length > 0; });
      draw();
    });
  }
  const log = document.getElementById('log');
  log.addEventListener('change', () => { shown.log = log.checked; draw(); });

  const warnings = data.runs.length > 0 && data.classes < 2
    ? ['All examples are of one class: a network that always answers the same is right, and accuracy says nothing.'] : [];
  document.getElementById('warnings').append(...warnings.map(line => element('li', { textContent: line })));
  document.getElementById('warnings').hidden = warnings.length === 0;

  const dark = document.getElementById('dark');
  const preference = matchMedia('(prefers-color-scheme: dark)');
  function paint(isDark) {
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
    draw();
  }
  const choose = isDark => { dark.setAttribute('aria-pressed', isDark); paint(isDark); };
  const isDark = () => dark.getAttribute('aria-pressed') === 'true';
  dark.addEventListener('click', () => choose(!isDark()));
  preference.addEventListener('change', () => choose(preference.matches));
  addEventListener('beforeprint', () => paint(false)); // paper is light
  addEventListener('afterprint', () => paint(isDark()));
  choose(preference.matches);
})();
