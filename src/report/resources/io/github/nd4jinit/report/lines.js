// Line charts.
'use strict';

const CROSS = 'path://M2,0L5,3L8,0L10,2L7,5L10,8L8,10L5,7L2,10L0,8L3,5L0,2Z';

/** A line with more points than this has no symbols, because they would overlap. */
const MAX_SYMBOLS = 100;

/** The maximum number of rows of a table; longer lines are thinned. */
const MAX_ROWS = 1000;

/**
 * The smallest and the largest value that a vertical axis shows. If the values span at most below + above decades, the axis shows
 * all of them; otherwise, it shows the given numbers of decades below and above the median of the reference values. A linear axis
 * ends at ten times that median.
 */
function limits(values, references, isLog, [below, above]) {
  const positive = numbers => numbers.filter(value => Number.isFinite(value) && value > 0);
  const sorted = positive(references).sort((a, b) => a - b);
  if (sorted.length === 0) return [-Infinity, Infinity];
  const median = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!isLog) return [-Infinity, 10 * median];
  const drawn = positive(values);
  if (maximum(drawn) / minimum(drawn) <= 10 ** (below + above)) return [0, Infinity];
  const decade = Math.round(Math.log10(median));
  return [10 ** (decade - below), 10 ** (decade + above)];
}

const powerBelow = value => 10 ** (Math.ceil(Math.log10(value)) - 1);
const powerAbove = value => 10 ** (Math.floor(Math.log10(value)) + 1);

/** A logarithmic axis between powers of ten: the fewer decades, the more lines and labels within each. */
function logAxis(low, high) {
  const first = Math.round(Math.log10(low));
  const decades = Math.round(Math.log10(high)) - first;
  const multiples = factors => Array.from({ length: decades }, (_, i) => factors.map(factor => Number(`${factor}e${first + i}`)))
    .flat().concat(Number(`1e${first + decades}`));
  const labels = multiples(decades <= 2 ? [1, 2, 5] : decades <= 4 ? [1, 3] : [1]);
  const lines = multiples(decades <= 6 ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : decades <= 12 ? [1, 2, 5] : [1]);
  return {
    type: 'log', min: low, max: high,
    axisTick: { lineStyle: { color: css('faint') }, customValues: lines },
    axisLabel: { color: css('faint'), hideOverlap: true, formatter: logTickFormat(low, high), customValues: labels },
    splitLine: {
      lineStyle: { color: lines.map(value => css(/^1(e|0*$)|^0\.0*1$/.test(String(value)) ? 'rule' : 'thin-rule')) },
    },
  };
}

/** The points of lines for a table, or every nth point if there are too many, and a remark that states this. */
function thinned(lines) {
  const count = lines.reduce((sum, line) => sum + line.points.length, 0);
  const every = Math.ceil(count / MAX_ROWS);
  return {
    lines: lines.map(line => ({ ...line, points: line.points.filter((_, i) => (i + 1) % every === 0 || i === line.points.length - 1) })),
    remark: every === 1 ? '' : `, 1 of ${every} points`,
  };
}

/**
 * A chart of lines { name, color, symbol, points: [[x, y, low, high]], mark }, where mark is the last point before a run diverged.
 * Notes list the values that are not visible.
 *
 * @param lines the lines
 * @param x the name of the horizontal axis
 * @param places the names of the positions on the horizontal axis, from 0; without them, the axis is numeric
 * @param level the value of a dashed horizontal line, if there is one
 */
function lineChart({ lines, x, places, isLog, edges: [bottom, top], format, level }) {
  const isDrawable = y => Number.isFinite(y) && (!isLog || y > 0);
  const isInside = y => y <= top && y >= bottom;
  const placeName = at => places ? places[at] : `${x} ${at}`;
  const drawn = lines.filter(line => line.points.some(point => isDrawable(point[1])));
  const notes = notVisible();
  if (drawn.length === 0) return { option: null, notes, ends: [], last: '' };

  const values = drawn.flatMap(line => line.points.map(point => point[1])).filter(isDrawable);
  const left = minimum(drawn.map(line => line.points[0][0]));
  const right = maximum(drawn.map(line => line.points.at(-1)[0]));
  const reachesEnd = line =>
    line.points.at(-1)[0] === right && isDrawable(line.points.at(-1)[1]) && isInside(line.points.at(-1)[1]);
  const ends = drawn.filter(reachesEnd).map(line => ({ id: 'line ' + line.name, y: line.points.at(-1)[1] }));
  const series = drawn.flatMap(line => [...band(line), {
    type: 'line', id: 'line ' + line.name, name: line.name, data: labeled(line),
    color: line.color, lineStyle: { width: 2 }, clip: true,
    symbol: line.symbol, symbolSize: 6, showAllSymbol: true, showSymbol: line.points.length <= MAX_SYMBOLS,
    emphasis: { focus: 'series', lineStyle: { width: 3.5 } }, blur: { lineStyle: { opacity: 0.15 }, itemStyle: { opacity: 0.15 } },
    endLabel: {
      show: reachesEnd(line), formatter: () => '{dot|●} ' + shortened(line.name), color: css('ink'), fontSize: 12,
      rich: { dot: { color: line.color } },
    },
    markPoint: line.mark && isInside(line.mark[1]) ? {
      symbol: CROSS, symbolSize: 13, silent: true, data: [{ coord: line.mark.slice(0, 2) }], label: { show: false },
      itemStyle: { color: line.color, borderColor: css('ground'), borderWidth: 1 },
    } : undefined,
  }]);
  if (level) {
    series.push({
      type: 'line', id: 'level', data: [[left, level], [right, level]], symbol: 'none', silent: true, color: css('faint'),
      lineStyle: { width: 1, type: 'dashed' },
    });
  }
  const horizontal = { ...axis(), nameLocation: 'middle', nameGap: 28, splitLine: { show: false } };
  const slanted = places && isNarrow();
  return {
    notes,
    ends,
    last: drawn.map(line => `${line.name} ${format(line.points.at(-1)[1])}`).join(', '),
    option: {
      grid: { left: 58, right: isNarrow() ? 116 : 172, top: 14, bottom: slanted ? 64 : places ? 28 : 48 },
      tooltip: {
        ...tooltip(), trigger: 'axis',
        formatter: hits => [`<b>${escaped(placeName(hits[0].value[0]))}</b>`,
          ...hits.filter(hit => hit.seriesType === 'line' && hit.seriesId !== 'level' && hit.value[1] !== null)
            .sort((a, b) => b.value[1] - a.value[1])
            .map(hit => `${hit.marker}${escaped(hit.seriesName)} <b>${escaped(format(hit.value[1]))}</b>`)].join('<br>'),
      },
      xAxis: places
        ? {
          ...horizontal, type: 'category', data: places, boundaryGap: false,
          axisLabel: {
            ...horizontal.axisLabel, formatter: shortened, showMaxLabel: true,
            ...(slanted ? { rotate: 45 } : { alignMinLabel: 'left', alignMaxLabel: 'right' }),
          },
        }
        : { ...horizontal, type: 'value', name: x, min: left, max: right, minInterval: 1 },
      yAxis: { ...axis(), ...vertical() },
      series,
    },
  };

  function vertical() {
    if (isLog) return logAxis(Math.max(bottom, powerBelow(minimum(values))), Math.min(top, powerAbove(maximum(values))));
    const high = Math.min(top, maximum(values));
    const ticks = format === percent ? value => `${Math.round(100 * value)} %` : tickFormat(0, high);
    return { type: 'value', max: maximum(values) > top ? top : null, axisLabel: { color: css('faint'), formatter: ticks } };
  }

  /** The points. The last visible point is labeled with the line's name, unless the line reaches the right end and is labeled there. */
  function labeled(line) {
    const named = reachesEnd(line) ? null : line.points.findLast(point => isDrawable(point[1]) && isInside(point[1]));
    const label = { show: true, position: 'right', distance: 8, formatter: () => shortened(line.name), color: css('ink'), fontSize: 12 };
    return line.points.map(point => {
      const value = [point[0], isDrawable(point[1]) ? point[1] : null];
      return point === named ? { value, label } : value;
    });
  }

  /** Notes about the values that are not visible. */
  function notVisible() {
    const kinds = [
      ['Not finite', y => !Number.isFinite(y)],
      ['Not positive, so not shown on a logarithmic axis', y => isLog && y <= 0],
      ['Below the lower edge', y => isLog && y > 0 && y < bottom],
      ['Above the upper edge', y => y > top],
    ];
    return kinds.flatMap(([kind, applies]) => {
      const hits = lines.flatMap(line => {
        const hit = line.points.filter(point => applies(point[1] ?? NaN));
        if (hit.length === 0) return [];
        return hit.length === line.points.length ? [`${line.name} (everywhere)`]
          : [`${line.name} (${hit.length} of ${line.points.length} ${x}s, ${hit.length > 1 ? 'first ' : ''}${placeName(hit[0][0])})`];
      });
      return hits.length === 0 ? [] : [`${kind}: ${hits.join(', ')}.`];
    });
  }

  /** The area between the minimum and the maximum, if they differ. */
  function band(line) {
    if (line.points.every(point => point[2] === undefined || point[2] === point[3])) return [];
    const floor = isLog ? Math.max(bottom, minimum(values)) / 10 : -Infinity;
    const clipped = value => Math.max(floor, Math.min(value, top * 10));
    return [{
      type: 'custom', name: line.name, silent: true, clip: true, z: 1,
      data: line.points.map(point => [point[0], clipped(point[2]), clipped(point[3])]), encode: { x: 0, y: [1, 2] },
      renderItem: (parameters, api) => parameters.dataIndex > 0 ? null : {
        type: 'polygon',
        shape: {
          points: [...line.points.map(point => api.coord([point[0], clipped(point[2])])),
            ...line.points.map(point => api.coord([point[0], clipped(point[3])])).reverse()],
        },
        style: { fill: line.color, opacity: 0.15 }, blur: { style: { opacity: 0.03 } },
      },
    }];
  }
}
