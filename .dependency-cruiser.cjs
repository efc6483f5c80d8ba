/**
 * Which part may import which (docs/architecture.md):
 * app → types and schemas.ts of server; doors → forum → capabilities → platform.
 */
const TESTS = '(\\.test\\.tsx?$|^tests/|^prisma/)';
const CAPABILITY = '^server/(?!platform/|doors/)([^/]+)/';

module.exports = {
  forbidden: [
    {
      name: 'screens-know-only-schemas',
      comment:
        'app/ calls use cases through context.forum; it imports types, schemas.ts and plain.ts.',
      severity: 'error',
      from: { path: '^app/', pathNot: TESTS },
      to: {
        path: '^server/',
        pathNot: ['/(schemas|plain)\\.ts$', '^server/platform/i18n/(translate|format|label)\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'server-knows-no-screens',
      comment:
        'The forum is plain TypeScript. Its dictionaries are data, and lie with the screens.',
      severity: 'error',
      from: { path: '^server/', pathNot: TESTS },
      to: { path: '^app/', pathNot: '^app/i18n/' },
    },
    {
      name: 'remix-and-react-stay-outside',
      comment: 'Only one door knows Remix; main.ts, which joins all parts, hands it the build.',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/(doors/remix(-branches)?(\\.test)?|main)\\.ts$' },
      to: { path: 'node_modules/(@remix-run|react|react-dom|react-aria-components)/' },
    },
    {
      name: 'platform-stands-alone',
      comment: 'What everything stands on knows nothing of what stands on it.',
      severity: 'error',
      from: { path: '^server/platform/', pathNot: TESTS },
      to: { path: '^server/', pathNot: '^server/platform/' },
    },
    {
      name: 'capabilities-know-no-doors',
      severity: 'error',
      from: { path: CAPABILITY, pathNot: TESTS },
      to: { path: '^server/(doors/|forum\\.ts|main\\.ts)' },
    },
    {
      name: 'capabilities-meet-at-their-face',
      comment: 'A capability uses another through its index.ts (or its pure schemas and types).',
      severity: 'error',
      from: { path: CAPABILITY, pathNot: TESTS },
      to: {
        path: CAPABILITY,
        pathNot: ['^server/$1/', '^server/[^/]+/(index|schemas)\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'doors-enter-through-the-forum',
      severity: 'error',
      from: { path: '^server/doors/', pathNot: TESTS },
      to: { path: CAPABILITY, pathNot: '/schemas\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'what-may-be-translated-is-said-in-one-place',
      comment: 'Nothing but the posts that this module reads may reach a translation server.',
      severity: 'error',
      from: { pathNot: '^server/discussions/machine/' },
      to: {
        path: '^server/discussions/machine/translatable\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'mails-are-rendered-by-the-mailer',
      severity: 'error',
      from: { pathNot: ['^emails/', '^server/platform/mail/', '^server/main\\.ts$', TESTS] },
      to: { path: '^emails/' },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: '^(app|server|emails)/', pathNot: TESTS },
      to: { path: '^tests/' },
    },
    {
      name: 'no-circles',
      comment: 'Two modules that need each other at run time are one module, or want a third.',
      severity: 'error',
      from: { pathNot: 'node_modules' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment: 'A package of types alone has nothing to resolve to.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '^@medplum/fhirtypes$'] },
    },
    {
      name: 'names-that-say-nothing',
      comment: 'A function without a home has not found its noun yet.',
      severity: 'error',
      from: {},
      to: {
        path: '(^|/)(utils?|helpers?|common|misc|shared|services?|managers?|v2)(/|\\.[a-z]+$)',
        pathNot: 'node_modules',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/generated/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'require', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css', '.d.ts'],
    },
  },
};
