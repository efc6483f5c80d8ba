/** Longest value that is kept, in UTF-16 units. */
export const LONGEST_VALUE = 200;

/**
 * The attributes of a DICOM file that are shown to whom its case's papers are open (names and tags of
 * PS3.6), in the order in which they are read. `US` is a number of two bytes, all else text.
 */
export const DICOM_HEADER = [
  { name: 'PatientName', tag: '00100010', vr: 'PN' },
  { name: 'PatientID', tag: '00100020', vr: 'LO' },
  { name: 'PatientBirthDate', tag: '00100030', vr: 'DA' },
  { name: 'PatientSex', tag: '00100040', vr: 'CS' },
  { name: 'PatientAge', tag: '00101010', vr: 'AS' },
  { name: 'StudyDate', tag: '00080020', vr: 'DA' },
  { name: 'Modality', tag: '00080060', vr: 'CS' },
  { name: 'StudyDescription', tag: '00081030', vr: 'LO' },
  { name: 'SeriesDescription', tag: '0008103E', vr: 'LO' },
  { name: 'ProtocolName', tag: '00181030', vr: 'LO' },
  { name: 'BodyPartExamined', tag: '00180015', vr: 'CS' },
  { name: 'ContrastBolusAgent', tag: '00180010', vr: 'LO' },
  { name: 'SliceThickness', tag: '00180050', vr: 'DS' },
  { name: 'SeriesNumber', tag: '00200011', vr: 'IS' },
  { name: 'InstanceNumber', tag: '00200013', vr: 'IS' },
  { name: 'NumberOfFrames', tag: '00280008', vr: 'IS' },
  { name: 'Columns', tag: '00280011', vr: 'US' },
  { name: 'Rows', tag: '00280010', vr: 'US' },
  { name: 'PixelSpacing', tag: '00280030', vr: 'DS' },
  { name: 'BurnedInAnnotation', tag: '00280301', vr: 'CS' },
  { name: 'InstitutionName', tag: '00080080', vr: 'LO' },
  { name: 'ReferringPhysicianName', tag: '00080090', vr: 'PN' },
  { name: 'Manufacturer', tag: '00080070', vr: 'LO' },
  { name: 'ManufacturerModelName', tag: '00081090', vr: 'LO' },
  { name: 'AccessionNumber', tag: '00080050', vr: 'SH' },
  { name: 'StudyInstanceUID', tag: '0020000D', vr: 'UI' },
  { name: 'SeriesInstanceUID', tag: '0020000E', vr: 'UI' },
  { name: 'TransferSyntaxUID', tag: '00020010', vr: 'UI' },
] as const;

export type DicomAttribute = (typeof DICOM_HEADER)[number]['name'];

/** What a file says; of an attribute that it does not have, nothing. Identifies the patient. */
export type DicomHeader = Partial<Record<DicomAttribute, string>>;
