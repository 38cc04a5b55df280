/** The publisher's client id, put in at build time from `UNTAG_CLIENT_ID`; empty in a build without one. */
declare const __CLIENT_ID__: string;
