import {
  Button,
  ButtonLink,
  closeDialog,
  CopyButton,
  Dialog,
  IconButton,
  Menu,
  MenuAct,
  MenuHeading,
  MenuLink,
  MenuRule,
  OpenDialog,
  toast,
} from '#app/ui/index.ts';
import { Sample } from './sample.tsx';

const DIALOG = 'gallery-dialog';

export function Acts() {
  return (
    <>
      <Sample name="Button, ButtonLink, Submit">
        <Button tone="primary">受け入れる</Button>
        <Button>質問する</Button>
        <Button tone="quiet">あとで</Button>
        <Button tone="danger" icon="trash-2">
          下書きを削除する
        </Button>
        <Button tone="primary" pending>
          送っています
        </Button>
        <Button disabled>受付は終了しました</Button>
        <ButtonLink to="/dev/ui" icon="plus">
          New delegation
        </ButtonLink>
        <Button small>小さい</Button>
      </Sample>
      <Sample name="IconButton, CopyButton, toast()">
        <IconButton icon="pencil" label="編集する" />
        <IconButton icon="ellipsis" label="その他" />
        <CopyButton text="K7QF-2M9X" label="番号をコピー" done="コピーしました" />
        <Button onClick={() => toast('下書きを保存しました')}>Toast</Button>
        <Button
          onClick={() => toast('送信できませんでした', 'danger', { label: 'もう一度', run() {} })}
        >
          Toast with an act
        </Button>
      </Sample>
      <Sample name="Menu, Dialog">
        <Menu label="その他の操作" trigger="その他の操作">
          <MenuHeading>このスレッド</MenuHeading>
          <MenuLink to="/dev/ui" icon="pin">
            よく使う場所に置く
          </MenuLink>
          <MenuLink to="/dev/ui" icon="download">
            書き出す
          </MenuLink>
          <MenuRule />
          <MenuAct action="/display" fields={{ next: '/dev/ui' }} icon="archive">
            終了する
          </MenuAct>
        </Menu>
        <OpenDialog dialog={DIALOG}>Dialog</OpenDialog>
        <Dialog
          id={DIALOG}
          title="この照会を辞退しますか"
          closeLabel="閉じる"
          acts={
            <>
              <Button onClick={() => closeDialog(DIALOG)}>やめる</Button>
              <Button tone="danger">照会 K7QF-2M9X を辞退する</Button>
            </>
          }
        >
          <p>辞退すると、この患者の情報はご覧になれなくなります。</p>
        </Dialog>
      </Sample>
    </>
  );
}
