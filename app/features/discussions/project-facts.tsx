import { Link } from '@remix-run/react';
import { beginAddress, consortiumAddress } from '#app/features/consortia/addresses.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { label } from '#app/i18n/label.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { ButtonLink, FactsList, FactsSection, Monogram, ShortList } from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import type { ProjectData } from './thread-data.ts';

/** What stands beside a project: direction, countries, since when, and who takes part. */
export function ProjectFacts({
  data,
  application,
}: {
  data: ProjectData;
  application: Answer<'consortia.ofProject'>;
}) {
  const t = useT('discussions');
  const lang = useLang();
  const format = useFormat();
  const { project, orgs, people } = data;
  return (
    <>
      <FactsSection title={t('project.facts')}>
        <FactsList
          facts={[
            {
              label: t('project.direction'),
              value: label(project.directionLabel, lang) || project.direction,
            },
            ...(project.countries.length > 0
              ? [{ label: t('project.countries'), value: format.list(project.countries) }]
              : []),
            {
              label: t('project.since'),
              value: <time dateTime={project.createdAt}>{format.date(project.createdAt)}</time>,
            },
            ...(project.privacy === 'public'
              ? [
                  {
                    label: t('project.publicPage'),
                    value: (
                      <a href={`/${lang}/projects/${project.slug}`}>
                        {t('project.publicPageOpen')}
                      </a>
                    ),
                  },
                ]
              : []),
            { label: t('project.people'), value: t('project.peopleCount', { count: people }) },
            ...(project.retentionYears !== null
              ? [
                  {
                    label: t('project.retention'),
                    value: t('project.retentionText', { count: project.retentionYears }),
                  },
                ]
              : []),
            ...(data.translator
              ? [
                  {
                    label: t('project.translator'),
                    value: t('project.translatorText', { host: data.translator }),
                  },
                ]
              : []),
          ]}
        />
      </FactsSection>
      {application.latest && (
        <FactsSection title={t('project.application')}>
          <ShortList
            items={[
              {
                key: application.latest.id,
                what: (
                  <Link to={consortiumAddress(application.latest.id)}>
                    <LabelText of={application.latest.programme} lang={lang} />
                  </Link>
                ),
                note: t(`application.${application.latest.state}`),
              },
            ]}
          />
        </FactsSection>
      )}
      {application.mayBegin && (
        <FactsSection title={t('project.application')}>
          <ButtonLink to={beginAddress({ project: project.slug })} small>
            {t('project.beginApplication')}
          </ButtonLink>
        </FactsSection>
      )}
      <FactsSection title={t('orgs')}>
        <ShortList
          items={orgs.map((org) => ({
            key: org.id,
            what: (
              <>
                <Monogram text={org.monogram} hue={org.hue} />
                <LabelText of={org.name} lang={lang} />
              </>
            ),
            ...(org.part !== 'participant' && { note: t(`part.${org.part}`) }),
          }))}
        />
      </FactsSection>
    </>
  );
}
