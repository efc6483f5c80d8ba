import type { Label } from './schemas.ts';

export type Slot = {
  id: string;
  startsAt: Date;
  endsAt: Date;
  room: Label;
  speakers: { personId?: string | null; name: Label }[];
};

/** A session in the way: in the same room, or with the same speaker, at the same time. */
export type Collision = { sessionId: string; over: 'room' | 'speakers' };

/** The sessions of a programme that a session cannot stand beside. Back to back is no collision. */
export function collisionsOf(session: Slot, programme: readonly Slot[]): Collision[] {
  const atTheSameTime = programme.filter(
    (other) =>
      other.id !== session.id && other.startsAt < session.endsAt && session.startsAt < other.endsAt,
  );
  return atTheSameTime.flatMap((other): Collision[] => [
    ...(sameLabel(other.room, session.room)
      ? [{ sessionId: other.id, over: 'room' as const }]
      : []),
    ...(shareSpeaker(other, session) ? [{ sessionId: other.id, over: 'speakers' as const }] : []),
  ]);
}

/** Two labels name the same thing when they agree in one language, however it was typed. */
export function sameLabel(a: Label, b: Label): boolean {
  return (['ja', 'en', 'zh', 'ko'] as const).some((lang) => {
    const [one, other] = [a[lang], b[lang]];
    return one !== undefined && other !== undefined && plain(one) === plain(other);
  });
}

function shareSpeaker(a: Slot, b: Slot): boolean {
  return a.speakers.some((one) =>
    b.speakers.some((other) =>
      one.personId && other.personId
        ? one.personId === other.personId
        : sameLabel(one.name, other.name),
    ),
  );
}

/** Width, case and spaces do not tell names apart: 山田 太郎 and 山田太郎, Room A and ＲＯＯＭ Ａ. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
}
