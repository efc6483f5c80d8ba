import { partialDate } from '#app/i18n/partial-date.ts';
import type { Lang } from '#app/i18n/lang.ts';
import { useLang, type T } from '#app/i18n/use-t.ts';
import { FactsList, Panel } from '#app/ui/index.ts';
import {
  DICOM_HEADER,
  type DicomAttribute,
  type DicomHeader as Header,
} from '#server/platform/files/plain.ts';

/** What a DICOM file says of its patient and its making. */
export function DicomHeader({ header, t }: { header: Header; t: T<'papers'> }) {
  const lang = useLang();
  const facts = DICOM_HEADER.flatMap(({ name, vr }) => {
    const value = header[name];
    return value ? [{ label: t(`dicom.${name}`), value: said(name, vr, value, lang, t) }] : [];
  });
  return (
    <Panel title={t('dicom')}>
      <p>{t('dicom.text')}</p>
      <FactsList facts={facts} layout="columns" />
    </Panel>
  );
}

/** Whether the device says that names or numbers stand in the picture itself. */
export const isBurnedIn = (header: Header | undefined) => header?.BurnedInAnnotation === 'YES';

function said(name: DicomAttribute, vr: string, value: string, lang: Lang, t: T<'papers'>): string {
  if (vr === 'DA') return dayOf(value, lang);
  if (vr === 'PN') return nameOf(value);
  if (vr === 'AS') return value.replace(/^0+/, '');
  if (name === 'PatientSex')
    return value === 'F' || value === 'M' ? t(`dicom.sex.${value}`) : value;
  if (name === 'BurnedInAnnotation') {
    return value === 'YES' || value === 'NO' ? t(`dicom.burned.${value}`) : value;
  }
  return value.replaceAll('\\', name === 'PixelSpacing' ? ' × ' : ', ');
}

/** Written as `19740312` (PS3.5 6.2), by older devices as `1974.03.12`. */
function dayOf(value: string, lang: Lang): string {
  const [, year, month, day] = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(value) ?? [];
  return year ? partialDate(`${year}-${month}-${day}`, lang) : value;
}

/** Family and given name, in letters, characters and sounds (PS3.5 6.2.1): `Yamada^Tarou=山田^太郎`. */
function nameOf(value: string): string {
  return value
    .split('=')
    .map((group) => group.split('^').filter(Boolean).join(' ').trim())
    .filter(Boolean)
    .join(' / ');
}
