/**
 * Who this page asks as. A paired wall display asks as that, whoever is signed in with the same browser: its requests
 * and its hub connections say so.
 */
export const asked = { isDisplay: false };
