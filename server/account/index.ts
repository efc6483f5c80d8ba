import type { Capability } from '#server/platform/kernel.ts';
import { changePassword } from './commands/change-password.ts';
import { confirmSecondFactor } from './commands/confirm-second-factor.ts';
import { createToken } from './commands/create-token.ts';
import { disownSignIn } from './commands/disown-sign-in.ts';
import { endOtherSessions } from './commands/end-other-sessions.ts';
import { endSession } from './commands/end-session.ts';
import { forgetDevice } from './commands/forget-device.ts';
import { removeSecondFactor } from './commands/remove-second-factor.ts';
import { requestPasswordReset } from './commands/request-password-reset.ts';
import { resetPassword } from './commands/reset-password.ts';
import { revokeToken } from './commands/revoke-token.ts';
import { setLanguage } from './commands/set-language.ts';
import { signIn } from './commands/sign-in.ts';
import { signInSecondFactor } from './commands/sign-in-second-factor.ts';
import { signOut } from './commands/sign-out.ts';
import { startSecondFactor } from './commands/start-second-factor.ts';
import { stepUp } from './commands/step-up.ts';
import { switchOrganisation } from './commands/switch-organisation.ts';
import { updateProfile } from './commands/update-profile.ts';
import { demoSignIns } from './queries/demo-sign-ins.ts';
import { elsewhere } from './queries/elsewhere.ts';
import { listTokens } from './queries/list-tokens.ts';
import { profile } from './queries/profile.ts';
import { signInCheck } from './queries/sign-in-check.ts';
import { sessions } from './queries/sessions.ts';

export type { OwnOrganisation } from './queries/elsewhere.ts';
export { deviceOf } from './device.ts';
export { newOneTimeToken } from './one-time-tokens.ts';

/** Signing in and out, the second factor, tokens, and what people set for themselves. */
export const account = {
  useCases: [
    changePassword,
    confirmSecondFactor,
    createToken,
    demoSignIns,
    disownSignIn,
    elsewhere,
    endOtherSessions,
    endSession,
    forgetDevice,
    listTokens,
    profile,
    removeSecondFactor,
    requestPasswordReset,
    resetPassword,
    revokeToken,
    sessions,
    setLanguage,
    signIn,
    signInCheck,
    signInSecondFactor,
    signOut,
    startSecondFactor,
    stepUp,
    switchOrganisation,
    updateProfile,
  ],
} satisfies Capability;
