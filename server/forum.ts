import { account } from './account/index.ts';
import { announcements } from './announcements/index.ts';
import { appointments } from './appointments/index.ts';
import { caseThread } from './case-thread/index.ts';
import { certifications } from './certifications/index.ts';
import { channels } from './channels/index.ts';
import { consortia } from './consortia/index.ts';
import { decisions } from './decisions/index.ts';
import { dev } from './dev/index.ts';
import { direct } from './direct/index.ts';
import { discussions } from './discussions/index.ts';
import { papers } from './papers/index.ts';
import { documents } from './documents/index.ts';
import { duty } from './duty/index.ts';
import { estimates } from './estimates/index.ts';
import { events } from './events/index.ts';
import { files } from './files/index.ts';
import { glossary } from './glossary/index.ts';
import { home } from './home/index.ts';
import { interop } from './interop/index.ts';
import { library } from './library/index.ts';
import { mailings } from './mailings/index.ts';
import { membership } from './membership/index.ts';
import { moderation } from './moderation/index.ts';
import { invitations } from './invitations/index.ts';
import { notifications } from './notifications/index.ts';
import { presence } from './presence/index.ts';
import { privacy } from './privacy/index.ts';
import { profiles } from './profiles/index.ts';
import { projects } from './projects/index.ts';
import { projectFiles } from './project-files/index.ts';
import { publicSite } from './public/index.ts';
import { push } from './push/index.ts';
import { referrals } from './referrals/index.ts';
import { representatives } from './representatives/index.ts';
import { resignations } from './resignations/index.ts';
import { resources } from './resources/index.ts';
import { search } from './search/index.ts';
import { statistics } from './statistics/index.ts';
import { statusPage } from './status-page/index.ts';
import { visa } from './visa/index.ts';
import { opinions } from './opinions/index.ts';
import { summaries } from './summaries/index.ts';
import type { UseCase } from './platform/use-case.ts';

/**
 * The forum is these capabilities. Each folder has the same shape: `index.ts` is its face, `access.ts`
 * says who stands in which relation to its records, and every act is one file in `commands/` or
 * `queries/`. Read one, and you know the rest.
 */
export const capabilities = {
  account,
  announcements,
  appointments,
  caseThread,
  certifications,
  channels,
  consortia,
  decisions,
  dev,
  direct,
  discussions,
  documents,
  duty,
  papers,
  estimates,
  events,
  files,
  glossary,
  home,
  interop,
  library,
  mailings,
  membership,
  invitations,
  moderation,
  notifications,
  presence,
  privacy,
  profiles,
  projectFiles,
  projects,
  public: publicSite,
  push,
  representatives,
  resignations,
  resources,
  search,
  referrals,
  opinions,
  summaries,
  statistics,
  statusPage,
  visa,
};

type Every = (typeof capabilities)[keyof typeof capabilities]['useCases'][number];
type Catalogue = { [Known in Every as Known['name']]: Known };

/** The name of every act there is. */
export type UseCaseName = keyof Catalogue;
/** What an act takes, and what it answers. */
export type Ask<Name extends UseCaseName> =
  Catalogue[Name] extends UseCase<any, infer Input, any> ? Input : never;
export type Answer<Name extends UseCaseName> =
  Catalogue[Name] extends UseCase<any, any, infer Output> ? Output : never;
