import { useLoaderData } from '@remix-run/react';
import {
  aboutView,
  Hero,
  NextEvents,
  Purpose,
  Referral,
  Titled,
} from '#app/features/public/about.tsx';
import { PublicFrame } from '#app/features/public/public-frame.tsx';
import { publicPage } from '#app/features/public/public-loader.ts';
import { describe, publicHandle, publicMeta } from '#app/features/public/public-page.ts';

export const handle = publicHandle;
export const meta = publicMeta;

export const loader = publicPage(async ({ forum, lang }) => {
  const [about, { events }] = await Promise.all([
    forum.call('public.about', {}),
    forum.call('events.publicList', { filter: 'upcoming', limit: 3 }),
  ]);
  const view = aboutView(about, lang);
  return { title: view.tagline, description: describe(view.mission), about: view, events };
});

export default function PublicHome() {
  const { head, own } = useLoaderData<typeof loader>().data;
  const { about, events } = own;
  return (
    <PublicFrame head={head}>
      <Hero about={about} />
      <NextEvents events={events} lang={head.lang} />
      <Titled id="activities" columns {...about.activities} />
      <Titled id="benefits" {...about.benefits} />
      <Titled id="join" {...about.join} />
      <Referral referral={about.referral} />
      <Purpose purpose={about.purpose} />
    </PublicFrame>
  );
}
