import jsxA11y from 'eslint-plugin-jsx-a11y';
import tseslint from 'typescript-eslint';

/** What a formatter and the compiler do not see. Import directions: .dependency-cruiser.cjs. */
const SYNTAX = [
  {
    selector: 'ClassDeclaration:not([superClass.name=/Error$|Component$/])',
    message: 'Classes are for errors (and React error boundaries); write functions over data.',
  },
  {
    selector: ':matches(Program, ExportNamedDeclaration) > TSInterfaceDeclaration',
    message: 'Write a type. (An interface only where others extend it by declaration merging.)',
  },
];

export default tseslint.config(
  {
    ignores: [
      'build/',
      'dist/',
      'node_modules/',
      '.data/',
      '**/generated/',
      'playwright-report/',
      'test-results/',
      'tests/load/peers/',
    ],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          destructuredArrayIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      eqeqeq: ['error', 'always'],
      'no-restricted-syntax': ['error', ...SYNTAX],
    },
  },
  {
    files: ['{app,emails}/**/*.tsx'],
    extends: [jsxA11y.flatConfigs.recommended],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...SYNTAX,
        {
          selector:
            "JSXElement:not(:has(JSXAttribute[name.name='lang'])) > JSXExpressionContainer > CallExpression[callee.name='label']",
          message: 'Write <LabelText>, or give the element its `lang`: the label may be foreign.',
        },
        {
          selector:
            "ObjectExpression:not(:has(> Property[key.name='lang'])) > Property[key.name=/^(label|value)$/] > CallExpression[callee.name='label']",
          message: 'Write labelled(text, lang) or <LabelText>: the label may be foreign.',
        },
        {
          selector:
            "Property[key.name='cell'] > ArrowFunctionExpression > CallExpression[callee.name='label']",
          message: 'Write <LabelText>: the label may be foreign.',
        },
      ],
      // Without bullets Safari no longer announces a list, unless its role is said.
      'jsx-a11y/no-redundant-roles': ['error', { ul: ['list'], ol: ['list'] }],
      // What scrolls sideways must be reached by the keyboard.
      'jsx-a11y/no-noninteractive-tabindex': [
        'error',
        { tags: ['pre'], roles: ['tabpanel', 'region'] },
      ],
    },
  },
  {
    // Machinery over every use case's input, row and answer: nothing narrower than any fits them all.
    files: ['server/{platform,doors}/**/*.ts', 'server/forum.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
  {
    // Bad input has no type.
    files: ['tests/**/*.ts', '**/*.test.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
  {
    files: ['server/**/*.ts'],
    ignores: ['server/doors/{cli,database}.ts', 'server/main.ts', '**/*.test.ts'],
    rules: { 'no-console': 'error' },
  },
);
