import { calendarDate } from '@holdspace/kit/calendar-date'
import type { InstrumentLicence } from './licence.ts'

/** The owners' terms, once each. Checked on the day named; a practice's own lawyer decides what counts. */
const dateChecked = calendarDate.parse('2026-11-21')

export const phqOwners: InstrumentLicence = {
  status: 'public-domain',
  says: 'Free. No permission is needed to reproduce, translate, display or distribute it.',
  notice:
    'Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or distribute.',
  sourceUrl: 'https://www.phqscreeners.com/',
  dateChecked,
}

export const pclOwner: InstrumentLicence = {
  status: 'public-domain',
  says: 'United States Department of Veterans Affairs, public domain.',
  notice: 'PCL-5, National Center for PTSD, U.S. Department of Veterans Affairs. Public domain.',
  sourceUrl: 'https://www.ptsd.va.gov/professional/assessment/adult-sr/ptsd-checklist.asp',
  dateChecked,
}

export const pcPtsdOwner: InstrumentLicence = {
  status: 'public-domain',
  says: 'United States Department of Veterans Affairs, public domain.',
  notice: 'PC-PTSD-5, National Center for PTSD, U.S. Department of Veterans Affairs. Public domain.',
  sourceUrl: 'https://www.ptsd.va.gov/professional/assessment/screens/pc-ptsd.asp',
  dateChecked,
}

export const auditOwner: InstrumentLicence = {
  status: 'public-domain',
  says: 'World Health Organization, public domain.',
  notice: 'AUDIT-C: the first three questions of the Alcohol Use Disorders Identification Test, WHO.',
  sourceUrl: 'https://www.who.int/publications/i/item/WHO-MSD-MSB-01.6a',
  dateChecked,
}

export const pegOwner: InstrumentLicence = {
  status: 'public-domain',
  says: 'Public domain (Krebs 2009).',
  notice: 'PEG scale: Krebs EE and colleagues, J Gen Intern Med 2009.',
  sourceUrl: 'https://doi.org/10.1007/s11606-009-0981-1',
  dateChecked,
}

export const ownWording: InstrumentLicence = {
  status: 'public-domain',
  says: 'Holdspace’s own words.',
  notice: null,
  sourceUrl: 'https://www.apache.org/licenses/LICENSE-2.0',
  dateChecked,
}

export const cssrsOwner: InstrumentLicence = {
  status: 'registration',
  says: 'Free after registration; the wording is fixed and the notice stays on it.',
  notice: '© 2008 The Research Foundation for Mental Hygiene, Inc.',
  sourceUrl: 'https://cssrs.columbia.edu/',
  dateChecked,
}

export const dastOwner: InstrumentLicence = {
  status: 'unknown',
  says: 'Sources contradict each other: public domain, free for academic use, or copyrighted.',
  notice: '© Harvey A. Skinner',
  sourceUrl: 'https://www.drugabuse.gov/',
  dateChecked,
}

export const mdqOwner: InstrumentLicence = {
  status: 'unknown',
  says: 'Sources contradict each other.',
  notice: '© The University of Texas Medical Branch, 2000',
  sourceUrl: 'https://www.utmb.edu/',
  dateChecked,
}

export const whoOwner: InstrumentLicence = {
  status: 'registration',
  says: 'CC BY-NC-SA: non-commercial use only, which a practice settles for itself.',
  notice: 'WHO-5 Well-Being Index, World Health Organization, CC BY-NC-SA 3.0 IGO',
  sourceUrl: 'https://www.who.int/publications/m/item/WHO-UCN-MSD-MHE-2024.01',
  dateChecked,
}

export const isiOwner: InstrumentLicence = {
  status: 'commercial',
  says: 'Licensed through Mapi; the wording is not kept here.',
  notice: 'ISI © Charles M. Morin',
  sourceUrl: 'https://eprovide.mapi-trust.org/',
  dateChecked,
}

export const proprietary: InstrumentLicence = {
  status: 'commercial',
  says: 'Proprietary; only totals are kept here.',
  notice: null,
  sourceUrl: 'https://eprovide.mapi-trust.org/',
  dateChecked,
}

export const cadssOwners: InstrumentLicence = {
  status: 'unknown',
  says: 'Rights unclear, held by the authors; only totals are kept here.',
  notice: null,
  sourceUrl: 'https://doi.org/10.1023/A:1024465317902',
  dateChecked,
}
