import { useLoaderData } from '@remix-run/react';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import { addressOf, MEMBERS } from '#app/features/membership/directory.tsx';
import styles from '#app/features/membership/membership.module.css';
import {
  Capabilities,
  Certifications,
  Departments,
  OrganisationFacts,
  OwnActs,
  People,
} from '#app/features/membership/profile.tsx';
import { organisationView, VOCABULARIES } from '#app/features/membership/view.ts';
import { handoversOf } from '#app/features/moderation/addresses.ts';
import { partialDate } from '#app/i18n/partial-date.ts';
import { titled } from '#app/i18n/titled.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import {
  ButtonLink,
  DetailColumns,
  Monogram,
  Notice,
  Page,
  PageHead,
  Pill,
} from '#app/ui/index.ts';

export const loader = page(['membership'], async ({ forum, params, context }) => {
  const [answer, terms] = await Promise.all([
    forum.call('membership.organisationPage', { slug: params.slug ?? '' }),
    forum.call('library.terms', { vocabularies: VOCABULARIES }),
  ]);
  const ids = (answer.people ?? []).map((one) => one.id);
  const { personIds } = await forum.call('direct.reachable', { personIds: ids });
  return organisationView(answer, terms, context.lang, new Set(personIds));
});

export const meta = titled<'membership', { name: string }>('membership', (_t, one) => one.name);

export default function Organisation() {
  const organisation = useLoaderData<typeof loader>().data;
  const t = useT('membership');
  const lang = useLang();
  const { name, nameLang, kind, status, profile, people, certifications } = organisation;
  const { orgId, asOfSeq, leavesOn } = organisation;
  useRefresh(asOfSeq === null ? [] : [{ channel: { kind: 'org', id: orgId }, asOfSeq }]);
  return (
    <Page>
      <div className={styles.head}>
        <Monogram text={organisation.monogram} hue={organisation.hue} size={56} />
        <PageHead
          trail={[
            { label: t('title'), to: MEMBERS },
            { label: t(`kind.${kind}`), to: addressOf({ kind }) },
          ]}
          title={name}
          lang={nameLang}
          state={
            <Pill tone={status === 'active' ? 'good' : status === 'grace' ? 'caution' : 'danger'}>
              {t(`status.${status}`)}
            </Pill>
          }
          facts={[t(`one.${kind}`), organisation.place]}
          acts={
            <>
              {organisation.booking && (
                <ButtonLink to={organisation.booking}>{t('resources.see')}</ButtonLink>
              )}
              {organisation.duty && <ButtonLink to={organisation.duty}>{t('duty.see')}</ButtonLink>}
              {organisation.suspends && (
                <ButtonLink to={organisation.suspends.at}>
                  {t(organisation.suspends.back ? 'standing.openBack' : 'standing.open')}
                </ButtonLink>
              )}
              {organisation.handsOver && (
                <ButtonLink to={handoversOf(organisation.slug)}>{t('handOver')}</ButtonLink>
              )}
            </>
          }
        />
      </div>
      {leavesOn && (
        <Notice tone="caution" title={t('leave.notice', { date: partialDate(leavesOn, lang) })} />
      )}
      <DetailColumns
        main={
          <>
            {profile ? (
              <div className={styles.profile} lang={profile.lang}>
                {profile.paragraphs.map((paragraph) => (
                  <p key={paragraph}>{paragraph}</p>
                ))}
              </div>
            ) : (
              <p className={styles.none}>{t('profile.none')}</p>
            )}
            {organisation.departments.length > 0 && (
              <Departments departments={organisation.departments} tending={organisation.tending} />
            )}
            {(organisation.capabilities.length > 0 || organisation.profiling) && (
              <Capabilities groups={organisation.capabilities} profiling={organisation.profiling} />
            )}
          </>
        }
        facts={
          <>
            <OrganisationFacts organisation={organisation} />
            {(certifications.length > 0 || organisation.watching) && (
              <Certifications certifications={certifications} watching={organisation.watching} />
            )}
            {people && (
              <People
                people={people}
                endsAt={(id) => `${MEMBERS}/${organisation.slug}/people/${id}/end`}
              />
            )}
            <OwnActs {...organisation} />
          </>
        }
      />
    </Page>
  );
}
