import { describe, expect, it } from 'vitest';
import { tellsOf } from './changelog.ts';

const CHANGELOG = `# Changelog

## [Unreleased]

## [1.10.0] - 2026-11-23

### Added

- Something.

## [1.9.0] - 2026-11-01
`;

describe('tellsOf', () => {
  it('finds a version with a date and an entry', () => {
    expect(tellsOf(CHANGELOG, '1.10.0')).toBe(true);
  });

  it.each(['1.1', '1.1.0', '1.10', '2.0.0'])('does not find %s', (version) => {
    expect(tellsOf(CHANGELOG, version)).toBe(false);
  });

  it('wants an entry and a date', () => {
    expect(tellsOf(CHANGELOG, '1.9.0')).toBe(false);
    expect(tellsOf('## [1.0.0]\n\n- Something.\n', '1.0.0')).toBe(false);
  });
});
