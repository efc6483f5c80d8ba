/** A text of the public site in the forum's four languages. */
export type PublicText = { ja: string; en: string; zh: string; ko: string };
type Titled = { id: string; title: PublicText; text: PublicText };

/** The words of the public site, kept in the setting `about`. */
export type About = {
  establishedOn: string;
  name: PublicText;
  organization: PublicText;
  tagline: PublicText;
  mission: PublicText;
  purpose: { heading: PublicText; dateLine: PublicText; paragraphs: PublicText[] };
  activities: { heading: PublicText; items: Titled[] };
  memberBenefits: { heading: PublicText; items: Titled[] };
  whoCanJoin: {
    heading: PublicText;
    intro: PublicText;
    items: { organizationKind: string; title: PublicText; text: PublicText }[];
    note: PublicText;
  };
  inboundReferral: {
    heading: PublicText;
    intro: PublicText;
    steps: Titled[];
    notes: PublicText[];
  };
};
