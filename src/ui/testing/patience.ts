import { configure } from '@testing-library/preact';

/** How long tests wait for a state. It has room for a busy machine. */
configure({ asyncUtilTimeout: 10_000 });
