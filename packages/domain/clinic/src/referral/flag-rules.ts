/**
 * What makes a reviewer look twice before ketamine, as data: codes first, careful words second. Authority for every
 * row: the contraindication and caution screen of the clinic's protocols (PROTOCOLS section 3), which itself rests on the US
 * prescribing information of esketamine and the clinics' own exclusion lists. A row never says that somebody is fit.
 */

export const flagSeverities = ['hard-stop', 'caution'] as const
/** `hard-stop`: no dose while it stands, unless a prescriber overrides with a reason. `caution`: a prescriber reviews it. */
export type FlagSeverity = (typeof flagSeverities)[number]

export interface ProblemFlagRule {
  readonly id: string
  readonly title: string
  readonly severity: FlagSeverity
  /** What the reviewer should find out. */
  readonly ask: string
  readonly snomed: readonly string[]
  /** ICD-10-CM codes by their beginning. */
  readonly icd10: readonly string[]
  /** Matched against the problem's words, without accents, lower case. */
  readonly words: RegExp
  /** Words that take the match back: "heat stroke" is no stroke. */
  readonly unless?: RegExp
  /** A resolved problem still counts: a stroke remains a stroke. */
  readonly alsoWhenResolved: boolean
}

export const problemFlagRules: readonly ProblemFlagRule[] = [
  {
    id: 'stroke',
    title: 'Stroke or TIA',
    severity: 'hard-stop',
    ask: 'Was it a haemorrhage? When, and what was left of it? Ketamine raises blood pressure.',
    snomed: [
      '230690007',
      '422504002',
      '432504007',
      '266257000',
      '274100004',
      '1386000',
      '21454007',
      '371041009',
      '275526006',
      '161511000',
    ],
    icd10: ['I60', 'I61', 'I62', 'I63', 'I64', 'I69', 'G45', 'Z86.73'],
    words:
      /\b(stroke|tia|transient isch(a)?emic|cerebrovascular accident|cerebral (infarct|h(a)?emorrhage)|(intracranial|intracerebral|subarachnoid) h(a)?emorrhage)/,
    unless: /\b(heat|sun) ?stroke|stroke volume/,
    alsoWhenResolved: true,
  },
  {
    id: 'hypertension',
    title: 'High blood pressure',
    severity: 'caution',
    ask: 'Is it controlled? Uncontrolled, it is a hard stop. Was the medicine taken on the day?',
    snomed: ['38341003', '59621000', '10725009', '78975002', '1201005', '56218007', '70272006', '48146000', '70995007'],
    icd10: ['I10', 'I11', 'I12', 'I13', 'I15', 'I16', 'I27.0', 'O10', 'O13'],
    words: /\b(hypertensi(on|ve)|high blood pressure)/,
    unless: /\b(ocular|intraocular|portal|intracranial) hypertension/,
    alsoWhenResolved: false,
  },
  {
    id: 'aneurysm',
    title: 'Aneurysm or vascular malformation',
    severity: 'hard-stop',
    ask: 'A rise in blood pressure could rupture it. Hard stop until a prescriber has decided.',
    snomed: ['432119003', '67362008', '233985008', '433068007', '128609009', '308546005', '24551003'],
    icd10: ['I71', 'I72', 'I67.1', 'Q28.2', 'Q27.3'],
    words: /\b(aneurysm|arteriovenous malformation|aortic dissection|dissection of (the )?aorta)/,
    alsoWhenResolved: true,
  },
  {
    id: 'heart',
    title: 'Heart attack, unstable angina or heart failure',
    severity: 'hard-stop',
    ask: 'How recent, and is it stable? Recent or decompensated is a hard stop.',
    snomed: [
      '22298006',
      '57054005',
      '399211009',
      '401303003',
      '401314000',
      '4557003',
      '84114007',
      '42343007',
      '88805009',
      '410429000',
      '429007001',
    ],
    icd10: ['I20.0', 'I21', 'I22', 'I25.2', 'I50', 'I46'],
    words: /\b(myocardial infarct|heart attack|unstable angina|heart failure|cardiac arrest|acute coronary)/,
    alsoWhenResolved: true,
  },
  {
    id: 'heart-disease',
    title: 'Heart disease or rhythm disorder',
    severity: 'caution',
    ask: 'Ketamine raises pulse and blood pressure. Is the heart stable?',
    snomed: ['53741008', '49436004', '414545008', '194828000', '698247007'],
    icd10: ['I20', 'I24', 'I25', 'I47', 'I48', 'I49'],
    words: /\b(coronary (heart|artery)|isch(a)?emic heart|angina|atrial fibrillation|arrhythmia|cardiomyopathy)/,
    alsoWhenResolved: true,
  },
  {
    id: 'psychosis',
    title: 'Psychosis or schizophrenia spectrum',
    severity: 'hard-stop',
    ask: 'Current psychosis is a hard stop. Past psychosis needs a prescriber’s decision.',
    snomed: ['58214004', '68890003', '69322001', '48500005', '88975006', '191527001', '64905009', '278853003'],
    icd10: ['F20', 'F21', 'F22', 'F23', 'F24', 'F25', 'F28', 'F29'],
    words: /\b(schizo(phreni|affective|typal)|psychosis|psychotic|delusional disorder)/,
    alsoWhenResolved: true,
  },
  {
    id: 'bipolar',
    title: 'Bipolar disorder or mania',
    severity: 'caution',
    ask: 'Current mania is a hard stop. Is there a mood stabiliser, and when was the last episode?',
    snomed: ['13746004', '371596008', '83225003', '231494001', '162004'],
    icd10: ['F30', 'F31'],
    words: /\b(bipolar|manic|(hypo)?mania)\b/,
    alsoWhenResolved: true,
  },
  {
    id: 'pregnancy',
    title: 'Pregnancy',
    severity: 'hard-stop',
    ask: 'Is she pregnant now? Pregnancy is a hard stop.',
    snomed: ['77386006', '72892002', '47200007', '398254007'],
    icd10: ['Z33', 'Z34', 'O'],
    words: /\b(pregnan(t|cy)|pre ?eclampsia|gestation)/,
    unless: /\b(not pregnant|pregnancy test negative)/,
    alsoWhenResolved: false,
  },
  {
    id: 'substance-use',
    title: 'Substance use',
    severity: 'caution',
    ask: 'Which substance, and when last? Within three months it is a hard stop. Was it ever ketamine?',
    snomed: [
      '66214007',
      '7200002',
      '15167005',
      '5602001',
      '75544000',
      '6525002',
      '31956009',
      '78267003',
      '191816009',
      '361055000',
      '55680006',
    ],
    icd10: ['F10', 'F11', 'F12', 'F13', 'F14', 'F15', 'F16', 'F18', 'F19'],
    words:
      /\b(alcohol(ism| dependence| abuse| use disorder)|(drug|opioid|opiate|cocaine|cannabis|substance|stimulant|ketamine) (abuse|dependence|misuse|use disorder|addiction)|dependent drug abuse|misuse of prescription|overdose)/,
    alsoWhenResolved: true,
  },
  {
    id: 'glaucoma',
    title: 'Glaucoma or raised pressure in the eye',
    severity: 'caution',
    ask: 'Ketamine can raise the pressure in the eye. Is it treated?',
    snomed: ['23986001', '77075001', '4210003', '392291006'],
    icd10: ['H40', 'H42'],
    words: /\b(glaucoma|(intra)?ocular hypertension)/,
    alsoWhenResolved: false,
  },
  {
    id: 'intracranial-pressure',
    title: 'Raised pressure in the head',
    severity: 'caution',
    ask: 'Ketamine can raise it further. Ask for the last finding.',
    snomed: ['271719001', '68267002', '230745008'],
    icd10: ['G93.2', 'G91'],
    words: /\b((raised|increased) intracranial pressure|intracranial hypertension|hydrocephalus|pseudotumou?r cerebri)/,
    alsoWhenResolved: false,
  },
  {
    id: 'hyperthyroid',
    title: 'Overactive thyroid',
    severity: 'caution',
    ask: 'Is it controlled? Ketamine can push pulse and blood pressure far up.',
    snomed: ['34486009', '353295004', '90739004'],
    icd10: ['E05'],
    words: /\b(hyperthyroid|thyrotoxicosis|graves)/,
    alsoWhenResolved: false,
  },
  {
    id: 'airway',
    title: 'Sleep apnoea',
    severity: 'caution',
    ask: 'How severe, and is there a machine at night? Watch the airway during sedation.',
    snomed: ['73430006', '78275009'],
    icd10: ['G47.3'],
    words: /\bsleep apn(o)?ea/,
    alsoWhenResolved: false,
  },
  {
    id: 'obesity',
    title: 'Obesity',
    severity: 'caution',
    ask: 'Weigh and measure here; think of the airway and of the dose by weight.',
    snomed: ['162864005', '408512008', '414916001', '238136002', '83911000119104'],
    icd10: ['E66.01', 'E66.2', 'E66.8', 'Z68.3', 'Z68.4'],
    words: /\b(obes(e|ity)|body mass index (30|35|40)\b)/,
    alsoWhenResolved: false,
  },
  {
    id: 'cystitis',
    title: 'Bladder symptoms or cystitis',
    severity: 'caution',
    ask: 'Ketamine can harm the bladder. Is it an infection that passed, or something that stays?',
    snomed: ['38822007', '197834003', '197927001'],
    icd10: ['N30', 'R39.8'],
    words: /\b(cystitis|painful bladder|urinary tract infection)/,
    alsoWhenResolved: false,
  },
  {
    id: 'liver',
    title: 'Liver disease',
    severity: 'caution',
    ask: 'Ketamine is broken down in the liver. Ask for recent liver values.',
    snomed: ['235856003', '19943007', '50711007', '66071002', '59927004', '197321007', '128302006'],
    icd10: ['K70', 'K71', 'K72', 'K73', 'K74', 'K75', 'K76', 'B18'],
    words: /\b(cirrhosis|hepat(itis|ic)|liver (disease|failure)|fatty liver|portal hypertension)/,
    alsoWhenResolved: false,
  },
  {
    id: 'seizure',
    title: 'Seizures',
    severity: 'caution',
    ask: 'When was the last one, and what is taken against them?',
    snomed: ['128613002', '84757009', '91175000', '703151001'],
    icd10: ['G40', 'R56'],
    words: /\b(seizure|epilep|convulsion)/,
    alsoWhenResolved: true,
  },
  {
    id: 'cognition',
    title: 'Dementia or delirium',
    severity: 'hard-stop',
    ask: 'Can the person understand and consent? Without capacity it is a hard stop.',
    snomed: ['52448006', '26929004', '230265002', '2776000'],
    icd10: ['F00', 'F01', 'F02', 'F03', 'F05', 'G30', 'G31'],
    words: /\b(dementia|alzheimer|delirium)/,
    alsoWhenResolved: true,
  },
  {
    id: 'brain-injury',
    title: 'Brain injury',
    severity: 'caution',
    ask: 'Are there still symptoms? A symptomatic brain injury is a hard stop.',
    snomed: ['127295002', '110030002', '62106007', '62564004'],
    icd10: ['S06', 'F07.81'],
    words: /\b(traumatic brain injury|concussion|brain damage)/,
    alsoWhenResolved: true,
  },
  {
    id: 'suicidality',
    title: 'Suicide attempt or suicidal thoughts',
    severity: 'caution',
    ask: 'Ask today. Imminent risk needs higher care first.',
    snomed: ['6471006', '82313006', '225444004', '267073005'],
    icd10: ['R45.851', 'T14.91', 'Z91.51'],
    words: /\bsuicid/,
    alsoWhenResolved: true,
  },
]
