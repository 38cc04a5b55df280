import { describe, expect, it } from 'vitest';
import { tagUseIn } from './tag-use.ts';

const TAG = '5725767000000900018';

function action(...names: string[]) {
  return { id: '1', name: 'VIP, web', rules: names.map((name) => ({ name, module: 'Leads', id: '2' })) };
}

describe('tagUseIn', () => {
  it('names the rules that add and remove the tag, and the views', () => {
    const areas = {
      workflow_tagActionRecords: {
        Orchestration: { [TAG]: { RemoveTags: [action('Clean up')], AddTags: [action('Welcome')] } },
        Workflow: { [TAG]: { RemoveTags: [], AddTags: [action('Score over 80'), action('Score over 80', 'Monthly')] } },
      },
      custom_view: { cvnames: ['VIP leads'], inaccessible_custom_view_present: true, cvmodules: [], cvids: [] },
    };
    expect(tagUseIn(areas, TAG)).toEqual({
      areas: [
        { type: 'orchestration-add', names: ['Welcome'], hidden: 0 },
        { type: 'orchestration-remove', names: ['Clean up'], hidden: 0 },
        { type: 'workflow-add', names: ['Score over 80', 'Monthly'], hidden: 0 },
        { type: 'view', names: ['VIP leads'], hidden: 1 },
      ],
    });
  });

  it('leaves out the rules of other tags', () => {
    const areas = {
      workflow_tagActionRecords: { Workflow: { '5725767000000900099': { AddTags: [action('Other')] } } },
    };
    expect(tagUseIn(areas, TAG)).toEqual({ areas: [] });
  });

  it('names the action where it has no rules', () => {
    const areas = { workflow_tagActionRecords: { Workflow: { [TAG]: { AddTags: [{ name: 'VIP, web' }] } } } };
    expect(tagUseIn(areas, TAG)?.areas).toEqual([{ type: 'workflow-add', names: ['VIP, web'], hidden: 0 }]);
  });

  it.each([[undefined], [null], ['none'], [[]], [7]])('has nothing to read in %j', (areas) => {
    expect(tagUseIn(areas, TAG)).toBeNull();
  });

  it.each([
    [{ workflow_tagActionRecords: [] }],
    [{ workflow_tagActionRecords: { Workflow: null } }],
    [{ workflow_tagActionRecords: { Workflow: { [TAG]: { AddTags: 'all' } } } }],
    [{ workflow_tagActionRecords: { Workflow: { [TAG]: { AddTags: [null, { rules: [7] }] } } } }],
    [{ custom_view: { cvnames: 'all' } }],
  ])('leaves out what it does not understand: %j', (areas) => {
    expect(tagUseIn(areas, TAG)).toEqual({ areas: [] });
  });
});
