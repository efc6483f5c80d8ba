import type { MouseEvent } from 'react';
import { useT } from '#app/i18n/use-t.ts';
import { call } from '#app/realtime/connection.ts';
import { Icon, Menu, MenuAct, MenuLink, MenuRule, toast, type IconName } from '#app/ui/index.ts';
import type { FollowLevel, ThreadState } from '#server/discussions/schemas.ts';
import {
  actAddress,
  changeAddress,
  noticeAddress,
  pollNewAddress,
  tiesAddress,
} from './addresses.ts';
import styles from './thread-acts.module.css';
import type { ThreadData } from './thread-data.ts';
import type { LiveMatters } from './use-matters.ts';
import { whyNot } from './why-not.ts';

const FOLLOW_ICONS: Record<FollowLevel, IconName> = {
  follow: 'bell',
  normal: 'bell',
  mute: 'eye-off',
};
/** The table of steps, as the menu offers them; the forum asks it again. */
const STEPS: Record<ThreadState, readonly ThreadState[]> = {
  open: ['decided', 'onHold', 'closed'],
  onHold: ['open', 'decided', 'closed'],
  decided: ['open', 'closed'],
  closed: ['open'],
};

/** What can be done with a thread: follow it, and for those who may, change it. */
export function ThreadActs({ page, matters }: { page: ThreadData; matters: LiveMatters }) {
  const t = useT('threads');
  const tellWhy = useT('discussions');
  const { thread, manages } = page;
  const { head, follow } = matters;
  const act = actAddress(thread.id);
  const chat = thread.kind === 'chat';
  const anything =
    manages.setState || manages.rename || manages.link || manages.pin || manages.manage;

  /** With a connection an act happens in place; without one its form goes the long way. */
  const inPlace = (name: string, input: object) => (event: MouseEvent<HTMLButtonElement>) => {
    event.preventDefault();
    const { form } = event.currentTarget;
    event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover?.();
    void call(`discussions.${name}`, { threadId: thread.id, ...input }).then((answer) => {
      if (answer.ok) matters.refresh();
      else if (answer.kind === 'unreachable') form?.submit();
      else toast(t('failed', { why: whyNot(tellWhy, answer) }), 'danger');
    });
  };
  const followAct = (level: FollowLevel, text: string) => (
    <MenuAct
      action={act}
      fields={{ act: 'follow', level }}
      chosen={follow.level === level}
      onClick={inPlace('followThread', { level })}
    >
      {text}
    </MenuAct>
  );

  return (
    <>
      <Menu
        align="end"
        label={`${t('follow.label')}: ${t(`follow.${follow.level}`)}`}
        triggerClass={styles.trigger!}
        trigger={
          <>
            <Icon name={FOLLOW_ICONS[follow.level]} size={16} />
            <span className={styles.word}>{t(`follow.${follow.level}`)}</span>
            <Icon name="chevron-down" size={14} />
          </>
        }
      >
        {followAct('follow', t('follow.toFollow'))}
        {followAct('normal', t('follow.toNormal'))}
        {followAct('mute', t('follow.toMute'))}
      </Menu>
      {(anything || manages.openPoll) && (
        <Menu
          align="end"
          label={chat ? t('menu.chat') : t('menu.thread')}
          triggerClass={styles.trigger!}
          trigger={<Icon name="ellipsis" size={18} />}
        >
          {manages.openPoll && !chat && head.state !== 'closed' && !head.locked && (
            <MenuLink to={pollNewAddress(thread.id)} icon="circle-help">
              {t('menu.poll')}
            </MenuLink>
          )}
          {manages.setState && (
            <>
              {manages.openPoll && <MenuRule />}
              {STEPS[head.state].map((to) => (
                <MenuLink key={to} to={`${changeAddress(thread.id, 'state')}?to=${to}`} icon="flag">
                  {t(`menu.state.${to}`)}
                </MenuLink>
              ))}
            </>
          )}
          {(manages.rename || manages.link || manages.pin) && <MenuRule />}
          {manages.rename && (
            <MenuLink to={changeAddress(thread.id, 'rename')} icon="pencil">
              {t('menu.rename')}
            </MenuLink>
          )}
          {manages.link && (
            <MenuLink to={tiesAddress(thread.id)} icon="link">
              {t('menu.link')}
            </MenuLink>
          )}
          {manages.pin && (
            <MenuAct
              action={act}
              fields={{ act: head.pinned ? 'unpin' : 'pin' }}
              icon="pin"
              onClick={inPlace('pinThread', { pinned: !head.pinned })}
            >
              {head.pinned ? t('menu.unpin') : t('menu.pin')}
            </MenuAct>
          )}
          {manages.manage && (
            <>
              <MenuRule />
              {!chat && (
                <>
                  <MenuAct
                    action={act}
                    fields={{ act: head.notice ? 'unnotice' : 'notice' }}
                    icon="bell"
                    onClick={inPlace('markNotice', { notice: !head.notice })}
                  >
                    {head.notice ? t('menu.unnotice') : t('menu.notice')}
                  </MenuAct>
                  {head.notice && (
                    <MenuLink to={noticeAddress(thread.id)} icon="users">
                      {t('menu.acknowledgements')}
                    </MenuLink>
                  )}
                  <MenuLink to={changeAddress(thread.id, 'move')} icon="arrow-right">
                    {t('menu.move')}
                  </MenuLink>
                </>
              )}
              <MenuLink to={changeAddress(thread.id, 'slow')} icon="clock">
                {t('menu.slow')}
              </MenuLink>
              {head.locked ? (
                <MenuAct
                  action={act}
                  fields={{ act: 'unlock' }}
                  icon="key-round"
                  onClick={inPlace('lockThread', { locked: false })}
                >
                  {t('menu.unlock')}
                </MenuAct>
              ) : (
                <MenuLink to={changeAddress(thread.id, 'lock')} icon="lock">
                  {t('menu.lock')}
                </MenuLink>
              )}
            </>
          )}
        </Menu>
      )}
    </>
  );
}
