import { configure } from '@testing-library/preact';

/** Tests wait for what they wait for; a machine that does three things at once is no reason to fail. */
configure({ asyncUtilTimeout: 10_000 });
