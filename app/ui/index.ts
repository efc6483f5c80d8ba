/** The design system on one page; `docs/ui.md` says how each is used. */
export { Button, ButtonLink, Submit, type ButtonProps, type Tone } from './act/button.tsx';
export { Confirm } from './act/confirm.tsx';
export { CopyButton } from './act/copy-button.tsx';
export { closeDialog, Dialog, OpenDialog, openDialog } from './act/dialog.tsx';
export { IconButton, IconLink } from './act/icon-button.tsx';
export { Menu, MenuAct, MenuHeading, MenuLink, MenuRule } from './act/menu.tsx';
export { toast, Toasts } from './act/toast.tsx';
export { Combobox, type Suggestion } from './form/combobox.tsx';
export { useOneAtATime } from './form/use-one-at-a-time.ts';
export { useListbox } from './form/use-listbox.ts';
export { Checkbox, RadioGroup, Select, TextArea, TextInput } from './form/controls.tsx';
export type { Choice, Option } from './form/controls.tsx';
export { ErrorSummary } from './form/error-summary.tsx';
export { Field, FieldError, fieldId, type Control } from './form/field.tsx';
export { FilterSelect } from './form/filter-select.tsx';
export { FormActs, FormStack } from './form/form-stack.tsx';
export { conformControl, formState, type FormState } from './form/form-state.ts';
export {
  Chips,
  DaySeparator,
  Pagination,
  SkipLink,
  Tabs,
  UnreadSeparator,
} from './frame/navigation.tsx';
export {
  DetailColumns,
  EmptyState,
  Notice,
  Page,
  PageHead,
  Panel,
  type Crumb,
} from './frame/page-head.tsx';
export { Icon, type IconName } from './icons/icon.tsx';
export { Plot } from './plot/plot.tsx';
export { EdgeList, Figures, type EdgeItem, type Figure } from './show/edge-list.tsx';
export { FactsList, FactsSection, ShortList, Withheld, type Fact } from './show/facts-list.tsx';
export { Avatar, Monogram } from './show/monogram.tsx';
export { Count, Pill, VisuallyHidden, type PillTone } from './show/pill.tsx';
export { Meter, ProgressSteps, type Step } from './show/progress.tsx';
export { Table, type Column } from './show/table.tsx';
export { Money, Time, TimeSpan } from './show/time.tsx';
export { Timeline, type TimelineItem } from './show/timeline.tsx';
