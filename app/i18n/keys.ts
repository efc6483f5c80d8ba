/** One line per namespace: the English file types the keys of all four languages. */
export type Dictionaries = {
  account: typeof import('./en/account.json');
  announcements: typeof import('./en/announcements.json');
  appointments: typeof import('./en/appointments.json');
  caseThread: typeof import('./en/caseThread.json');
  certifications: typeof import('./en/certifications.json');
  consortia: typeof import('./en/consortia.json');
  decisions: typeof import('./en/decisions.json');
  direct: typeof import('./en/direct.json');
  discussions: typeof import('./en/discussions.json');
  dev: typeof import('./en/dev.json');
  documents: typeof import('./en/documents.json');
  duty: typeof import('./en/duty.json');
  errors: typeof import('./en/errors.json');
  estimates: typeof import('./en/estimates.json');
  events: typeof import('./en/events.json');
  files: typeof import('./en/files.json');
  glossary: typeof import('./en/glossary.json');
  home: typeof import('./en/home.json');
  interop: typeof import('./en/interop.json');
  library: typeof import('./en/library.json');
  mailings: typeof import('./en/mailings.json');
  membership: typeof import('./en/membership.json');
  moderation: typeof import('./en/moderation.json');
  notifications: typeof import('./en/notifications.json');
  opinions: typeof import('./en/opinions.json');
  patientPage: typeof import('./en/patientPage.json');
  papers: typeof import('./en/papers.json');
  posts: typeof import('./en/posts.json');
  presence: typeof import('./en/presence.json');
  privacy: typeof import('./en/privacy.json');
  profiles: typeof import('./en/profiles.json');
  projectFiles: typeof import('./en/projectFiles.json');
  projects: typeof import('./en/projects.json');
  public: typeof import('./en/public.json');
  push: typeof import('./en/push.json');
  referrals: typeof import('./en/referrals.json');
  reference: typeof import('./en/reference.json');
  refusals: typeof import('./en/refusals.json');
  resources: typeof import('./en/resources.json');
  roadmap: typeof import('./en/roadmap.json');
  search: typeof import('./en/search.json');
  settings: typeof import('./en/settings.json');
  shell: typeof import('./en/shell.json');
  statistics: typeof import('./en/statistics.json');
  statusPage: typeof import('./en/statusPage.json');
  summaries: typeof import('./en/summaries.json');
  threads: typeof import('./en/threads.json');
  translations: typeof import('./en/translations.json');
  visa: typeof import('./en/visa.json');
  words: typeof import('./en/words.json');
};

export type Namespace = keyof Dictionaries;

type WithoutPlural<K> =
  K extends `${infer Stem}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Stem : K;

/** A namespace's own keys and the common words, plurals by their stem. */
export type Key<N extends Namespace> = WithoutPlural<
  (keyof Dictionaries[N] | keyof Dictionaries['words']) & string
>;
