import { describe, expect, it } from 'vitest';
import { addressInForce, contactOf, differences, nameOf, overtaken } from '../src/members/contact.ts';

const member = {
  membershipNumber: '00017',
  firstName: 'Llŷr',
  lastName: 'Jones',
  preferredEmailType: 'work',
  personalEmail: 'llyr@example.org',
  workEmail: 'llyr.jones@example.com',
  postcode: 'CF10 1AA',
  language: 'cy',
};

describe('a correction', () => {
  it('sends what is otherwise, and nothing else', () => {
    const before = contactOf(member);
    expect(differences(before, { ...before, workEmail: ' llyr.jones@example.com ' })).toEqual({});
    expect(differences(before, { ...before, workEmail: '', mobile: '07700 900001 ' })).toEqual({
      workEmail: '',
      mobile: '07700 900001',
    });
  });

  it('is held back when somebody else has changed the same, and only then', () => {
    const opened = contactOf(member);
    const wished = { personalEmail: 'new@example.org' };
    expect(overtaken(opened, { ...opened, postcode: 'CF10 2BB' }, wished)).toEqual([]);
    expect(overtaken(opened, { ...opened, personalEmail: 'other@example.org' }, wished)).toEqual(['personalEmail']);
    expect(overtaken(opened, { ...opened, personalEmail: 'new@example.org' }, wished)).toEqual([]);
  });
});

describe('a member', () => {
  it('is written to at the preferred address, or at the other when there is only that', () => {
    expect(addressInForce(member)).toBe('work');
    const { workEmail: _, ...atHome } = member;
    expect(addressInForce(atHome)).toBe('personal');
    expect(addressInForce({ ...member, preferredEmailType: 'personal' })).toBe('personal');
    expect(addressInForce({ lastName: 'Jones' })).toBe('none');
  });

  it('is named with what is known', () => {
    expect(nameOf({ title: 'Dr', ...member })).toBe('Dr Llŷr Jones');
    expect(nameOf({ lastName: 'Jones' })).toBe('Jones');
  });
});
