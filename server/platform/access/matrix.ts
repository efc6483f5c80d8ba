// One table: who (columns) may do what (rows). Deny by default; a cell lists the relations that grant it.
//   P published to my audience · S mine · O my organisation's · M I am an active participant
//   C my hospital is an active candidate · I it is an interested one and the consent covers it
//   A my hospital is the accepted one · R my organisation referred it · G my organisation guarantees it
//   T I am the assigned case officer · B an open break-glass grant for this row · * any row · - never
// A person's columns are the kind of the organisation it acts for and its roles there; several columns
// are joined by OR. No column at all is a visitor.

export const ROLES = [
  'visitor',
  'applicant',
  'hospital',
  'society',
  'company',
  'government',
  'partner',
  'facilitator',
  'representative',
  'billing',
  'hospitalCoordinator',
  'staff',
  'admin',
  'privacyOfficer',
  'officialLink',
] as const;
export type Role = (typeof ROLES)[number];

/** Kinds of organisation: the first six are columns of their own, the secretariat acts by its roles. */
export const ORG_KINDS = [
  'hospital',
  'society',
  'company',
  'government',
  'partner',
  'facilitator',
  'secretariat',
] as const;
export type OrgKind = (typeof ORG_KINDS)[number];

export const RELATIONS = ['P', 'S', 'O', 'M', 'C', 'I', 'A', 'R', 'G', 'T', 'B'] as const;
export type Relation = (typeof RELATIONS)[number];

// prettier-ignore
export const MATRIX = {
  //                           vis app hos soc com gov par fac rep  bil coo  sta adm pri lnk
  'page.view':                 'P   P   P   P   P   P   P   P   P    P   P    *   *   P   P',
  'home.view':                 '-   *   *   *   *   *   *   *   *    *   *    *   *   *   -',
  'account.use':               '*   *   *   *   *   *   *   *   *    *   *    *   *   *   -',
  'library.view':              'P   P   P   P   P   P   P   P   P    P   P    *   *   P   -',
  'news.view':                 'P   P   P   P   P   P   P   P   P    P   P    *   *   P   -',
  'news.write':                '-   -   -   -   -   -   -   -   -    -   -    *   *   -   -',
  'org.viewPublic':            'P   P   P   P   P   P   P   P   P    P   P    *   *   P   -',
  'org.viewFull':              '-   -   O   O   O   O   O   O   O    -   O    *   *   -   -',
  'org.viewMember':            '-   -   P   P   P   P   P   P   P    P   P    *   *   *   -',
  'org.viewContacts':          '-   -   P   P   P   -   -   -   P    -   P    *   *   -   -',
  'org.update':                '-   -   -   -   -   -   -   -   O    -   -    *   *   -   -',
  'org.suspend':               '-   -   -   -   -   -   -   -   -    -   -    -   *   -   -',
  'user.viewSelf':             '-   S   S   S   S   S   S   S   S    S   S    S   S   S   -',
  'user.updateSelf':           '-   S   S   S   S   S   S   S   S    S   S    S   S   S   -',
  'user.security':             '-   S   S   S   S   S   S   S   S    S   S    S   S   S   -',
  'token.manage':              '-   -   S   S   S   S   S   S   S    S   S    S   S   S   -',
  'user.viewOrg':              '-   -   -   -   -   -   -   -   O    -   -    *   *   -   -',
  'user.invite':               '-   -   -   -   -   -   -   -   O    -   -    *   *   -   -',
  'user.deactivate':           '-   -   -   -   -   -   -   -   O    -   -    *   *   -   -',
  'user.endSessions':          '-   -   -   -   -   -   -   -   O    -   -    *   *   -   -',
  'user.grantRole':            '-   -   -   -   -   -   -   -   O    -   -    -   *   -   -',
  'user.impersonate':          '-   -   -   -   -   -   -   -   -    -   -    -   -   -   -',
  'application.create':        'S   S   -   -   -   -   -   -   -    -   -    -   -   -   -',
  'application.view':          '-   S   -   -   -   -   -   -   -    -   -    *   *   -   -',
  'application.update':        '-   S   -   -   -   -   -   -   -    -   -    -   -   -   -',
  'application.comment':       '-   S   -   -   -   -   -   -   -    -   -    *   *   -   -',
  'application.recommend':     '-   -   -   -   -   -   -   -   -    -   -    *   -   -   -',
  'application.decide':        '-   -   -   -   -   -   -   -   -    -   -    -   *   -   -',
  'invoice.view':              '-   -   -   -   -   -   -   -   O    O   -    *   *   -   -',
  'invoice.write':             '-   -   -   -   -   -   -   -   -    -   -    *   *   -   -',
  'event.view':                'P   P   P   P   P   P   P   P   P    P   P    *   *   P   -',
  'event.write':               '-   -   -   -   -   -   -   -   -    -   -    *   *   -   -',
  'event.register':            'P   P   P   P   P   P   P   P   P    P   P    P   P   P   -',
  'event.viewRegistration':    '-   S   S   S   S   S   S   S   S|O  S   S    *   *   S   -',
  'event.cancelRegistration':  '-   S   S   S   S   S   S   S   S|O  S   S    *   *   S   -',
  'event.listAttendees':       '-   -   -   -   -   -   -   -   O    -   -    *   *   -   -',
  'event.exportAttendees':     '-   -   -   -   -   -   -   -   -    -   -    *   *   -   -',
  'event.checkIn':             '-   -   -   -   -   -   -   -   -    -   -    *   *   -   -',
  'meeting.view':              '-   -   M   M   M   M   M   M   M    -   M    *   *   -   M',
  'meeting.request':           '-   -   -   -   -   -   -   -   O    -   -    *   *   -   -',
  'meeting.write':             '-   -   -   -   -   -   -   -   -    -   -    *   *   -   -',
  'meeting.rsvp':              '-   -   M   M   M   M   M   M   M    -   M    M   M   -   -',
  'meeting.materials':         '-   -   M   M   M   M   M   M   M    -   M    *   *   -   M',
  'meeting.calendar':          '-   -   M   M   M   M   M   M   M    -   M    M   M   -   M',
  'project.view':              '-   -   P|M P|M P|M P|M M   -   M    -   M    *   *   -   -',
  'project.create':            '-   -   -   -   -   -   -   -   O    -   -    *   *   -   -',
  'project.write':             '-   -   -   -   -   -   -   -   O    -   -    *   *   -   -',
  'project.plan':              '-   -   M   M   M   -   -   -   M    -   M    *   *   -   -',
  'project.upload':            '-   -   M   M   M   -   M   -   M    -   M    *   *   -   -',
  'project.tendFile':          '-   -   S   S   S   -   S   -   S|O  -   S    *   *   -   -',
  'project.leave':             '-   -   -   -   -   -   -   -   M    -   -    -   -   -   -',
  'consortium.view':          '-   -   P|M P|M P|M P|M M   M   M    -   M    *   *   -   -',
  'consortium.create':        '-   -   -   -   -   -   -   -   O    -   -    *   *   -   -',
  'consortium.write':         '-   -   -   -   -   -   -   -   O    -   -    *   *   -   -',
  'consortium.offer':         '-   -   -   -   -   -   -   -   P|M  -   -    -   -   -   -',
  'consortium.answer':        '-   -   -   -   -   -   -   -   O    -   -    -   -   -   -',
  'thread.view':               '-   -   P|M P|M P|M P|M M   -   M    -   M    *   *   -   -',
  'thread.create':             '-   -   M   M   M   -   -   -   M    -   M    *   *   -   -',
  'thread.post':               '-   -   M   M   M   -   M   -   M    -   M    M   M   -   -',
  'thread.editMessage':        '-   -   S   S   S   -   S   -   S    -   S    S   S   -   -',
  'thread.translate':          '-   -   M   M   M   -   M   -   M    -   M    M   M   -   -',
  'thread.deleteMessage':      '-   -   S   S   S   -   S   -   S    -   S    *   *   -   -',
  'thread.setState':           '-   -   S   S   S   -   S   -   S|M  -   S    *   *   -   -',
  'thread.rename':             '-   -   S   S   S   -   S   -   S    -   S    *   *   -   -',
  'thread.pin':                '-   -   -   -   -   -   -   -   M    -   -    *   *   -   -',
  'thread.manage':             '-   -   -   -   -   -   -   -   -    -   -    *   *   -   -',
  'thread.acknowledge':        '-   -   M   M   M   M   M   -   M    -   M    -   -   -   -',
  'poll.open':                 '-   -   M   M   M   -   -   -   M    -   M    *   *   -   -',
  'poll.tend':                 '-   -   S   S   S   -   S   -   S    -   S    *   *   -   -',
  'poll.vote':                 '-   -   S   S   S   -   S   -   S|O  -   S    S   S   -   -',
  'poll.delegate':             '-   -   -   -   -   -   -   -   O    -   -    -   -   -   -',
  'thread.manageMembers':      '-   -   -   -   -   -   -   -   M    -   -    *   *   -   -',
  'thread.upload':             '-   -   M   M   M   -   M   -   M    -   M    M   M   -   -',
  'thread.report':             '-   -   P|M P|M P|M P|M M   -   M    -   M    *   *   -   -',
  'thread.export':             '-   -   -   -   -   -   -   -   -    -   -    -   *   -   -',
  'report.view':               '-   -   S|M S|M S|M S|M S|M -   S|M  -   S|M  O|S|M O|S|M S|M -',
  'report.work':               '-   -   -   -   -   -   -   -   -    -   -    O   O   -   -',
  'direct.start':             '-   -   P|M P|M P|M -   M   -   P|M  -   P|M  *   *   -   -',
  'direct.manage':            '-   -   M   M   M   -   M   -   M    -   M    M   M   -   -',
  'presence.view':            '-   -   M   M   M   M   M   -   M    -   M    M   M   -   -',
  'notification.view':         '-   S   S   S   S   S   S   S   S    S   S    S   S   S   -',
  'referral.create':           '-   -   -   -   -   -   O   -   -    -   -    *   -   -   -',
  'referral.viewMeta':         '-   -   -   -   -   -   R   G   -    -   C|A  *   *   *   -',
  'referral.viewDeid':         '-   -   -   -   -   -   R   -   -    -   C|A  T   B   -   -',
  'referral.viewClinical':     '-   -   -   -   -   -   R   -   -    -   I|A  T   B   -   -',
  'referral.viewIdentifying':  '-   -   -   -   -   -   R   -   -    -   A    T   B   -   -',
  'referral.edit':             '-   -   -   -   -   -   R   -   -    -   -    T   -   -   -',
  'referral.submit':           '-   -   -   -   -   -   R   -   -    -   -    T   -   -   -',
  'referral.assign':           '-   -   -   -   -   -   -   -   -    -   -    *   *   -   -',
  'referral.broadcast':        '-   -   -   -   -   -   -   -   -    -   -    T   -   -   -',
  'referral.respond':          '-   -   -   -   -   -   -   -   -    -   C    -   -   -   -',
  'referral.accept':           '-   -   -   -   -   -   -   -   -    -   C    -   -   -   -',
  'referral.choose':           '-   -   -   -   -   -   R   -   -    -   -    T   -   -   -',
  'referral.withdraw':         '-   -   -   -   -   -   R   -   -    -   -    T   -   -   -',
  'referral.requestCancel':    '-   -   -   -   -   -   R   -   -    -   -    -   -   -   -',
  'referral.keep':             '-   -   -   -   -   -   R   -   -    -   -    T   -   -   -',
  'referral.confirmCancel':    '-   -   -   -   -   -   -   -   -    -   -    T   -   -   -',
  'referral.enterInError':     '-   -   -   -   -   -   -   -   -    -   -    T   *   -   -',
  'referral.ask':              '-   -   -   -   -   -   -   -   -    -   -    T   -   -   -',
  'referral.reply':            '-   -   -   -   -   -   R   -   -    -   -    T   -   -   -',
  'referral.schedule':         '-   -   -   -   -   -   -   -   -    -   A    T   -   -   -',
  'referral.care':             '-   -   -   -   -   -   -   -   -    -   A    T   -   -   -',
  'referral.release':          '-   -   -   -   -   -   -   -   -    -   C|A  -   -   -   -',
  'referral.onward':           '-   -   -   -   -   -   -   -   -    -   A    T   -   -   -',
  'referral.conclude':         '-   -   -   -   -   -   R   -   -    -   -    T   -   -   -',
  'referral.consent':          '-   -   -   -   -   -   R   -   -    -   -    T   -   -   -',
  'referral.threadView':       '-   -   -   -   -   -   R   -   -    -   A    T   B   -   -',
  'referral.threadPost':       '-   -   -   -   -   -   R   -   -    -   A    T   -   -   -',
  'referral.docDeid':          '-   -   -   -   -   -   R   -   -    -   C|A  T   B   -   -',
  'referral.docIdentifying':   '-   -   -   -   -   -   R   -   -    -   A    T   B   -   -',
  'referral.docUpload':        '-   -   -   -   -   -   R   -   -    -   A    T   -   -   -',
  'referral.docDelete':        '-   -   -   -   -   -   R   -   -    -   -    T   -   -   -',
  'referral.export':           '-   -   -   -   -   -   R   -   -    -   A    T   -   -   -',
  'referral.breakGlass':       '-   -   -   -   -   -   -   -   -    -   -    -   *   -   -',
  'referral.reviewBreakGlass': '-   -   -   -   -   -   -   -   -    -   -    -   *   *   -',
  'referral.erase':            '-   -   -   -   -   -   -   -   -    -   -    -   *   *   -',
  'referral.hold':             '-   -   -   -   -   -   -   -   -    -   -    -   *   *   -',
  'referral.stats':            '-   -   -   -   -   P   P   -   O    -   O    *   *   -   -',
  'referral.accessLog':        '-   -   -   -   -   -   R   -   -    -   A    T   *   *   -',
  'audit.view':                '-   -   -   -   -   -   -   -   O    -   -    -   *   *   -',
  'audit.export':              '-   -   -   -   -   -   -   -   -    -   -    -   *   -   -',
  'audit.verify':              '-   -   -   -   -   -   -   -   -    -   -    -   *   -   -',
  'file.tend':                 '-   -   -   -   -   -   -   -   -    -   -    *   *   -   -',
  'outbox.view':               '-   -   -   -   -   -   -   -   -    -   -    *   *   -   -',
  'outbox.retry':              '-   -   -   -   -   -   -   -   -    -   -    -   *   -   -',
  'settings.write':            '-   -   -   -   -   -   -   -   -    -   -    -   *   -   -',
  'metrics.view':              '-   -   -   -   -   -   -   -   -    -   -    -   -   -   -',
} as const;
export type Action = keyof typeof MATRIX;
export const ACTIONS = Object.keys(MATRIX) as Action[];

/** States in which an act on a referral is possible at all; the state table says who may move it. */
export const REFERRAL_STATES = [
  'draft',
  'submitted',
  'intakeReview',
  'returned',
  'broadcasting',
  'accepted',
  'scheduled',
  'arrived',
  'inTreatment',
  'discharged',
  'closed',
  'cancelled',
  'noTaker',
  'enteredInError',
  'erased',
] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

const INTAKE = ['draft', 'submitted', 'intakeReview', 'returned'] as const;
const WITH_HOSPITAL = ['accepted', 'scheduled', 'arrived', 'inTreatment'] as const;
const IN_CARE = [...WITH_HOSPITAL, 'discharged'] as const;

export const STATES: Partial<Record<Action, readonly ReferralState[]>> = {
  'referral.edit': ['draft', 'submitted', 'intakeReview', 'returned'],
  'referral.submit': ['draft', 'returned'],
  'referral.broadcast': ['intakeReview', 'noTaker'],
  'referral.respond': ['broadcasting'],
  'referral.accept': ['broadcasting'],
  'referral.choose': ['broadcasting'],
  'referral.ask': ['intakeReview', 'broadcasting'],
  'referral.reply': ['intakeReview', 'broadcasting'],
  'referral.withdraw': [...INTAKE, 'broadcasting', 'noTaker'],
  'referral.requestCancel': WITH_HOSPITAL,
  'referral.keep': WITH_HOSPITAL,
  'referral.confirmCancel': WITH_HOSPITAL,
  'referral.enterInError': [...INTAKE, 'noTaker'],
  'referral.schedule': ['accepted', 'scheduled'],
  'referral.care': ['scheduled', 'arrived', 'inTreatment'],
  'referral.release': ['accepted', 'scheduled'],
  'referral.onward': [...IN_CARE],
  'referral.conclude': ['discharged'],
  'referral.docUpload': [...INTAKE, ...IN_CARE],
  'referral.docDelete': ['draft', 'submitted'],
  'referral.threadPost': [...IN_CARE],
};

/** In an erased case only the code and the dates are left. */
export const NO_DATA = /^referral\.(view(Deid|Clinical|Identifying)|doc|export|thread|edit)/;

/** Acts that ask for a factor given not long ago (12 hours). */
export const STEP_UP: ReadonlySet<Action> = new Set<Action>([
  'user.security',
  'token.manage',
  'user.grantRole',
  'org.suspend',
  'event.exportAttendees',
  'thread.export',
  'referral.accept',
  'referral.viewIdentifying',
  'referral.export',
  'referral.breakGlass',
  'referral.erase',
  'audit.export',
  'settings.write',
]);

/** Acts that a second person must confirm. */
export const TWO_PERSON: ReadonlySet<Action> = new Set<Action>([
  'application.decide',
  'org.suspend',
  'referral.erase',
  'referral.reviewBreakGlass',
]);

/** Reads that leave a row in the audit log, written with the read itself. */
export const AUDIT_READS: ReadonlySet<Action> = new Set<Action>([
  'referral.viewDeid',
  'referral.viewClinical',
  'referral.viewIdentifying',
  'referral.threadView',
  'referral.docDeid',
  'referral.docIdentifying',
  'referral.export',
  'referral.accessLog',
  'event.exportAttendees',
  'audit.view',
  'audit.export',
  'user.viewOrg',
]);
