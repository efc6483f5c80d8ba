import { label, type Label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';
import type { RoleKind } from '#server/consortia/plain.ts';

/** A role by who takes it and, where that is said, what it does. */
export function roleName(
  role: { kind: RoleKind; task: Label },
  t: T<'consortia'>,
  lang: Lang,
): string {
  const task = label(role.task, lang);
  const kind = t(`kind.${role.kind}`);
  return task ? `${kind} · ${task}` : kind;
}
