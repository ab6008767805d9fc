import { creationBurst } from './creation-burst.ts';
import { deletedBurst } from './deleted-burst.ts';
import { disabledButLicensed } from './disabled-but-licensed.ts';
import { displayNameImitation } from './display-name-imitation.ts';
import { duplicateEmployeeId } from './duplicate-employee-id.ts';
import { duplicateMail } from './duplicate-mail.ts';
import { duplicateProxyAddress } from './duplicate-proxy-address.ts';
import { enabledAfterLeaving } from './enabled-after-leaving.ts';
import { enabledWithoutLicense } from './enabled-without-license.ts';
import { guestInvitationPending } from './guest-invitation-pending.ts';
import { guestStateOdd } from './guest-state-odd.ts';
import { guestWithoutSponsor } from './guest-without-sponsor.ts';
import { memberWithExternalName } from './member-with-external-name.ts';
import { missingDepartment } from './missing-department.ts';
import { missingEmployeeType } from './missing-employee-type.ts';
import { missingManager } from './missing-manager.ts';
import { missingUsageLocation } from './missing-usage-location.ts';
import { notInRoster } from './not-in-roster.ts';
import { passwordNeverExpires } from './password-never-expires.ts';
import { passwordOld } from './password-old.ts';
import type { Rule } from './rule.ts';
import { syncErrors } from './sync-errors.ts';
import { syncOld } from './sync-old.ts';
import { syncStopped } from './sync-stopped.ts';

/** Every rule, in the order of ids: it is the order of findings.json. */
export const rules: readonly Rule[] = [
  creationBurst,
  deletedBurst,
  disabledButLicensed,
  displayNameImitation,
  duplicateEmployeeId,
  duplicateMail,
  duplicateProxyAddress,
  enabledAfterLeaving,
  enabledWithoutLicense,
  guestInvitationPending,
  guestStateOdd,
  guestWithoutSponsor,
  memberWithExternalName,
  missingDepartment,
  missingEmployeeType,
  missingManager,
  missingUsageLocation,
  notInRoster,
  passwordNeverExpires,
  passwordOld,
  syncErrors,
  syncOld,
  syncStopped,
].sort((a, b) => (a.id < b.id ? -1 : 1));
