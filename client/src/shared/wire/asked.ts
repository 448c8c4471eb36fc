/**
 * Who this page asks as. A paired wall display asks as that, whoever is signed in with the same browser, and so does
 * the page of a view link, by the secret in its address: their requests and their hub connections say so.
 */
export const asked: { isDisplay: boolean; link: string | null } = { isDisplay: false, link: null };
