import {
  Checkbox,
  ErrorSummary,
  Field,
  FormActs,
  FormStack,
  Button,
  RadioGroup,
  Select,
  TextArea,
  TextInput,
} from '#app/ui/index.ts';
import { Sample } from './sample.tsx';

const REFUSED = {
  ok: false as const,
  code: 'INVALID_INPUT',
  message: '',
  retryAfter: null,
  changes: [],
  fields: { earliest: '今日より後の日付にしてください。' },
  values: {},
};

export function Forms() {
  return (
    <Sample name="Field, TextInput, TextArea, Select, Checkbox, RadioGroup, ErrorSummary" stacked>
      <FormStack>
        <ErrorSummary refused={REFUSED} labels={{ earliest: '最短の受入日' }} />
        <Field label="診療科・責任医" name="department" hint="院内の正式な名称で入力してください。">
          {(control) => <TextInput {...control} defaultValue="心臓血管外科" />}
        </Field>
        <Field label="最短の受入日" name="earliest" error={REFUSED.fields.earliest}>
          {(control) => (
            <TextInput {...control} type="date" inputSize="short" defaultValue="2026-03-14" />
          )}
        </Field>
        <Field label="対応できる言語" name="language" optional>
          {(control) => (
            <Select
              {...control}
              placeholder="選んでください"
              options={[
                { value: 'mn', label: 'モンゴル語' },
                { value: 'en', label: '英語' },
              ]}
            />
          )}
        </Field>
        <Field label="事務局への連絡" name="note" optional>
          {(control) => (
            <TextArea {...control} placeholder="患者を特定できる情報は書かないでください" />
          )}
        </Field>
        <RadioGroup
          legend="受入の可否"
          name="answer"
          value="yes"
          choices={[
            { value: 'yes', label: '受け入れる' },
            { value: 'ask', label: '条件により受け入れる', hint: '条件は次の画面で入力します。' },
            { value: 'no', label: '辞退する' },
          ]}
        />
        <Checkbox
          name="consent"
          label="同意書の写しを確認しました"
          hint="原本は事務局が保管しています。"
        />
        <FormActs>
          <Button tone="primary" type="submit">
            確認へ進む
          </Button>
          <Button>下書きを保存する</Button>
        </FormActs>
      </FormStack>
    </Sample>
  );
}
