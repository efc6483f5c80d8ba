/**
 * `npm test`: everything, from a fresh checkout, beside a running forum, several at a time.
 * `npm run check` (`--quick`) leaves out what needs a database or a browser. Names of steps run
 * only those: `npm test -- types unit`. `--full` takes the long form of the fault tests.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkNode, generatePrisma, installPackages, ROOT, run } from '../server/setup.mjs';

const quick = process.argv.includes('--quick');
if (process.argv.includes('--full')) process.env['FAULTS'] = 'full';
const chosen = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const scratch = mkdtempSync(join(tmpdir(), 'forum-run-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
const began = Date.now();
const results = [];

const bin = (path) => join(ROOT, 'node_modules', path);
const cache = (name) => join(ROOT, 'node_modules/.cache', name);

/**
 * Each: what it is called, when it runs, and the program; `count` reads what it did. Those that
 * keep one core busy and share nothing (`narrow`) run two at a time.
 */
const steps = [
  {
    name: 'format',
    quick: true,
    narrow: true,
    program: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  },
  {
    name: 'lint',
    quick: true,
    narrow: true,
    program: [
      ...[bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'],
      ...(quick
        ? ['--cache', '--cache-location', cache('eslint'), '--cache-strategy', 'content']
        : []),
    ],
  },
  {
    name: 'types',
    quick: true,
    narrow: true,
    program: [
      bin('typescript/bin/tsc'),
      ...(quick ? ['--incremental', '--tsBuildInfoFile', cache('types.tsbuildinfo')] : []),
    ],
  },
  {
    name: 'imports',
    quick: true,
    narrow: true,
    program: [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['--config', '.dependency-cruiser.cjs', 'app', 'server', 'emails', 'prisma', 'tests'],
    ],
    count: (said) => /(\d+ modules, \d+ dependencies)/.exec(said)?.[1],
  },
  { name: 'unit', quick: true, ...vitest('unit') },
  { name: 'database', ...vitest('database') },
  {
    name: 'end-to-end',
    program: [bin('@playwright/test/cli.js'), 'test', '--reporter', 'list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: join(scratch, 'end-to-end.json') },
    count: () => countOfPlaywright(join(scratch, 'end-to-end.json')),
  },
  { name: 'faults', ...vitest('faults') },
];

function vitest(project) {
  const file = join(scratch, `${project}.json`);
  return {
    program: [
      ...[bin('vitest/vitest.mjs'), 'run', '--project', project, '--passWithNoTests'],
      ...['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${file}`],
    ],
    count: () => countOfVitest(file),
  };
}

try {
  checkNode();
  process.chdir(ROOT);
  await prepare('packages', installPackages);
  await prepare('database client', generatePrisma);
  const wanted = steps.filter(isWanted);
  const narrow = wanted.filter((step) => step.narrow);
  const lane = async () => {
    for (let step = narrow.shift(); step; step = narrow.shift()) await perform(step);
  };
  await Promise.all([lane(), lane()]);
  for (const step of wanted.filter((each) => !each.narrow)) await perform(step);
} catch (error) {
  console.error(`\n${error.name === 'SetupError' ? error.message : error.stack}\n`);
  process.exitCode = 1;
}
close();

function isWanted(step) {
  return chosen.length > 0 ? chosen.includes(step.name) : step.quick || !quick;
}

async function prepare(name, work) {
  const from = Date.now();
  if (await work()) console.log(`  ${name.padEnd(16)} ready, ${seconds(from)}`);
}

async function perform(step) {
  const from = Date.now();
  const { code, said } = await run(process.execPath, step.program, {
    FORCE_COLOR: '0',
    NO_COLOR: '1',
    ...step.env,
  });
  const ok = code === 0;
  const counted = count(step, said);
  results.push({ ...step, ok, counted });
  console.log(
    `${ok ? '✓' : '✗'} ${step.name.padEnd(16)} ${seconds(from).padStart(8)}   ${counted}`,
  );
  if (!ok) console.log(`\n${said.trim().split('\n').slice(-150).join('\n')}\n`);
}

function count(step, said) {
  try {
    return step.count?.(said) ?? '';
  } catch {
    return 'no count: it ended before it could report';
  }
}

function countOfVitest(file) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return phrase({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    files: report.testResults.length,
  });
}

function countOfPlaywright(file) {
  const { stats } = JSON.parse(readFileSync(file, 'utf8'));
  return phrase({
    passed: stats.expected,
    failed: stats.unexpected,
    flaky: stats.flaky,
    skipped: stats.skipped,
  });
}

function phrase(counts) {
  const words = Object.entries(counts).filter(([, number]) => number > 0);
  return words.map(([word, number]) => `${number} ${word}`).join(', ') || 'nothing to run';
}

function close() {
  const failed = results.filter((step) => !step.ok).map((step) => step.name);
  const tests = results.map((step) => Number(/(\d+) passed/.exec(step.counted)?.[1] ?? 0));
  const total = tests.reduce((sum, each) => sum + each, 0);
  console.log(
    `\n${results.length} steps, ${total} tests passed, ${seconds(began)}. ` +
      (failed.length > 0 ? `Failed: ${failed.join(', ')}.` : 'All green.'),
  );
  if (failed.length > 0 || results.length === 0) process.exitCode = 1;
}

function seconds(from) {
  return `${((Date.now() - from) / 1000).toFixed(1)} s`;
}
