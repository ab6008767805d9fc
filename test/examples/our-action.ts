import { refOf } from '../../scripts/release/references.ts';
import { readReference } from '../../scripts/release/write-references.ts';

const reference = await readReference();
const { ref } = refOf(reference);

/** The Action, as examples name it. */
export const ourAction = `${reference.repository}@${ref}`;
/** The workflow of ours that others call. */
export const ourWorkflow = `${reference.repository}/.github/workflows/audit.yml@${ref}`;
