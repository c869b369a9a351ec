/** Every sentence in Welsh of the pages on which members help themselves. */
import { dateTime } from './cy-dates.ts';
import type { MemberText } from './en-member.ts';

const team = 'tîm aelodaeth eich undeb';

export const cyMember: MemberText = {
  dateTime,

  base: '/cy',
  helpLine: 'Gofynnwch i’ch undeb: y tîm aelodaeth, neu ddesg gymorth y bleidlais os yw’n ymwneud â phleidlais.',
  noScript: 'Mae angen JavaScript ar y dudalen hon',
  noScriptWhy: 'Mae wedi’i ddiffodd yma. Hebddo, ni ellir anfon dim o’r dudalen hon.',
  noScriptDo: `Trowch JavaScript ymlaen a llwythwch y dudalen eto, neu defnyddiwch ffôn neu gyfrifiadur arall. Os nad yw’r naill na’r llall yn bosibl, bydd ${team} yn eich helpu.`,
  team,
  reach: 'Â phwy i gysylltu:',
  busy: 'Un eiliad…',
  retry: 'Rhoi cynnig arall arni',

  trouble({ code, retryAfter }) {
    if (code === 'network')
      return 'Ni ddaeth ateb. Gwiriwch eich cysylltiad â’r rhyngrwyd, yna rhowch gynnig arall arni.';
    if (code === 'register-busy')
      return 'Mae cofrestr yr aelodau’n cael ei diweddaru. Rhowch gynnig arall arni ymhen ychydig funudau.';
    if (code === 'too-many-requests' || code === 'busy')
      return `Mae llawer o bobl yn defnyddio’r dudalen hon ar hyn o bryd. Rhowch gynnig arall arni ymhen ${retryAfter ?? 30} eiliad.`;
    return `Aeth rhywbeth o’i le ar ein hochr ni. Rhowch gynnig arall arni. Os bydd yn dal i ddigwydd, gofynnwch am gymorth gan ${team}.`;
  },
  unsure:
    'Collwyd y cysylltiad cyn i ateb ddod, felly ni allwn ddweud a gyrhaeddodd. Rhowch gynnig arall arni. Os nad yw’r ddolen yn gweithio wedyn, roedd wedi cyrraedd.',

  who: {
    label: 'Rhif aelodaeth neu gyfeiriad e-bost',
    hint: 'Y rhif fel y mae’ch undeb yn ei ysgrifennu, neu gyfeiriad e-bost sydd gan eich undeb ar eich cyfer.',
    empty: 'Rhowch eich rhif aelodaeth neu’ch cyfeiriad e-bost',
  },

  neutral: {
    same: 'Mae’r dudalen hon yn dweud yr un peth wrth bawb, fel na all neb ddarganfod yma pwy sy’n aelod.',
    spam: 'Edrychwch yn ffolder sbam neu sothach pob un o’ch blychau post, gartref ac yn y gwaith.',
    once: 'Ni fydd gofyn yn amlach yn cyflymu dim: dim ond ychydig o negeseuon e-bost sy’n cael eu hanfon at bob aelod.',
  },

  'send-again': {
    title: 'Cael eich e-bost pleidleisio eto',
    explain:
      'Os na chawsoch yr e-bost gyda’ch dolen a’ch cod, neu os ydych wedi’i golli, gallwch ei gael unwaith eto. Yr un ddolen a’r un cod fydd ynddo ag o’r blaen.',
    only: 'Dim ond i’r cyfeiriad e-bost sydd gan eich undeb ar eich cyfer y mae’n mynd. Ni all neb ei gael wedi’i anfon i unman arall.',
    all: 'Os oes mwy nag un bleidlais ar agor y cewch bleidleisio ynddi, cewch e-bost ar gyfer pob un.',
    go: 'Anfon eto',
    doneTitle: 'Mae’ch cais wedi cyrraedd',
    done: 'Os ydym yn eich adnabod fel rhywun sy’n cael pleidleisio yn y bleidlais hon, mae e-bost gyda’ch dolen a’ch cod ar ei ffordd i’r cyfeiriad sydd gan eich undeb ar eich cyfer.',
    doneAll:
      'Os ydym yn eich adnabod fel rhywun sy’n cael pleidleisio mewn pleidlais sydd ar agor nawr, mae e-bost gyda’ch dolen a’ch cod ar ei ffordd i’r cyfeiriad sydd gan eich undeb ar eich cyfer; os oes mwy nag un bleidlais o’r fath, e-bost ar gyfer pob un.',
    nextTitle: 'Os na ddaw',
    wait: 'Arhoswch chwarter awr. Ar y diwrnod y mae’r bleidlais yn agor, arhoswch tan y bore wedyn.',
    details: 'Gweld a newid y cyfeiriad e-bost sydd gan eich undeb ar eich cyfer',
    ask: 'Dim byd o hyd? Gofynnwch i ddesg gymorth y bleidlais. Gallant weld a gafodd e-bost ei ddanfon atoch. Ni allant weld sut mae neb yn pleidleisio.',
    limits:
      'Caiff ei anfon ychydig o weithiau’r dydd ar y mwyaf, a dim ond tra bydd y bleidlais ar agor. Ni chaiff cod ei anfon eto os oes pleidlais wedi’i chofnodi ag ef.',
    another: 'Gofyn ar ran aelod arall',
    overTitle: 'Mae’r bleidlais wedi cau',
    over: 'Nid yw codau’n cael eu hanfon mwyach. I wybod a gofnodwyd pleidlais gyda’ch cod, agorwch y ddolen yn eich e-bost.',
  },

  details: {
    title: 'Eich manylion cyswllt',
    explain:
      'Yma gallwch weld y manylion cyswllt sydd gan eich undeb ar eich cyfer, a’u newid. Byddwn yn anfon e-bost atoch gyda dolen sy’n eu hagor.',
    safe: 'Dim ond i’r cyfeiriad e-bost lle mae’ch undeb yn ysgrifennu atoch y mae’n mynd.',
    go: 'Anfon y ddolen ataf',
    doneTitle: 'Mae’ch cais wedi cyrraedd',
    done: (minutes) =>
      `Os ydym yn eich adnabod, mae e-bost gyda dolen ar ei ffordd i’r cyfeiriad lle mae’ch undeb yn ysgrifennu atoch. Mae’r ddolen yn gweithio am ${minutes} munud, ac ar gyfer un newid.`,
    nextTitle: 'Os na ddaw',
    wait: 'Arhoswch chwarter awr.',
    ask: `Dim byd o hyd? Efallai nad oes gan eich undeb gyfeiriad ar eich cyfer, neu mai hen un sydd ganddo. Holwch ${team}.`,
    invalid: 'Nid yw’r ddolen hon yn gweithio (mwyach)',
    invalidWhy:
      'Efallai ei bod wedi’i defnyddio eisoes, ei bod yn rhy hen, neu na chafodd ei chopïo’n gyfan. Ni newidiwyd dim gyda hi nawr. Gallwch ofyn am un newydd yma.',
    loading: 'Yn nôl eich manylion…',
    troubleTitle: 'Ni allem nôl eich manylion',
    person: (name, number) => `${name}, rhif aelodaeth ${number}`,
    private: 'Peidiwch â gadael y dudalen hon ar agor ar ffôn neu gyfrifiadur a rennir.',
    emailTitle: 'E-bost',
    emailExplain:
      'Byddwn yn anfon e-bost gyda dolen i gyfeiriad newydd, i ofyn ai chi biau ef. Hyd nes i chi gadarnhau hynny yno, bydd eich undeb yn ysgrifennu i’r hen un.',
    postTitle: 'Post a ffôn',
    fields: {
      personalEmail: 'Cyfeiriad e-bost personol',
      workEmail: 'Cyfeiriad e-bost yn y gwaith',
      preferredEmailType: 'Ble dylai’ch undeb ysgrifennu atoch?',
      mobile: 'Rhif ffôn symudol',
      address1: 'Cyfeiriad, llinell gyntaf',
      address2: 'Cyfeiriad, ail linell (gall fod yn wag)',
      town: 'Tref neu ddinas',
      postcode: 'Cod post',
      language: 'Ym mha iaith dylai’ch undeb ysgrifennu atoch?',
    },
    preferred: { personal: 'I’m cyfeiriad personol', work: 'I’m cyfeiriad yn y gwaith' },
    languages: { en: 'Saesneg (English)', cy: 'Cymraeg' },
    waiting: (address, until) => `Mae ${address} yn aros i chi ei gadarnhau, tan ${until}.`,
    save: 'Cadw fy manylion',
    nothing: 'Nid ydych wedi newid dim eto, felly nid anfonwyd dim.',
    faults: {
      'not-an-email-address': 'Nid cyfeiriad e-bost yw hwn. Mae un yn edrych fel enw@example.org',
      'not-a-telephone-number': 'Nid rhif ffôn yw hwn. Mae un yn edrych fel 07700 900001',
      'too-long': 'Mae hwn yn rhy hir',
      'control-character': 'Mae arwydd anweledig yn hwn. Teipiwch ef eto',
      'no-address-left':
        'Dyma’r unig gyfeiriad sy’n gweithio i chi nawr. Ychwanegwch a chadarnhewch un arall cyn dileu hwn',
      'preferred-address-missing': 'Nid oes cyfeiriad o’r fath. Rhowch un, neu dewiswch y llall',
    },
    fault: 'Ni all hwn aros fel y mae. Cywirwch ef',
    savedTitle: 'Newidiwyd eich manylion',
    confirmTitle: 'Un cam arall: cadarnhewch eich cyfeiriad e-bost newydd',
    saved: 'Newidiwyd nawr:',
    toConfirm: (address) =>
      `Rydym wedi anfon e-bost i ${address}. Agorwch y ddolen ynddo a chadarnhewch mai chi biau’r cyfeiriad. Tan hynny, bydd yr hen un yn dal mewn grym.`,
    told: 'Bydd e-bost atoch yn dweud beth a newidiwyd. Os nad yw un o’ch cyfeiriadau’n cael ei ddefnyddio mwyach, bydd hwnnw’n cael e-bost hefyd, gyda dolen i ddadwneud y newid.',
    again: 'Mae’r ddolen a ddaeth â chi yma wedi’i defnyddio. I newid rhagor, gofynnwch am un newydd.',
    names: {
      'preferred-email': 'i ba gyfeiriad y mae’ch undeb yn ysgrifennu',
      'personal-email': 'cyfeiriad e-bost personol',
      'work-email': 'cyfeiriad e-bost yn y gwaith',
      mobile: 'rhif ffôn symudol',
      'postal-address': 'cyfeiriad post',
      language: 'iaith',
    },
  },

  rests: {
    title: 'Drwy’ch undeb yn unig y gellir newid ar hyn o bryd',
    why: 'Cafodd newid i’ch cyfeiriad e-bost ei ddadwneud am nad chi a’i gwnaeth. Fel na all neb arall newid eich manylion, ni fydd dolenni mewn negeseuon e-bost yn newid dim am rai wythnosau. Gall eich undeb wneud hynny.',
    next: 'Beth allwch chi ei wneud',
    change:
      'I newid rhywbeth nawr, siaradwch â nhw. Byddant yn gwneud yn siŵr mai chi sydd yno ac yn ei newid ar unwaith; o hynny ymlaen gallwch newid eich manylion ar y dudalen hon eto.',
    unknown:
      'Os nad chi eich hun a wnaeth ddadwneud newid, rhowch wybod iddynt hefyd: efallai fod rhywun arall yn gallu darllen eich e-bost.',
    vote: 'Gallwch bleidleisio o hyd. Mae’ch e-bost pleidleisio’n mynd i’r cyfeiriad sydd gan eich undeb ar eich cyfer:',
  },

  resend: {
    title: 'A oes pleidlais ar agor?',
    now: 'Os aeth eich e-bost pleidleisio i’r cyfeiriad blaenorol, gallwch ei gael eto, yn y cyfeiriad newydd.',
    later:
      'Bydd negeseuon e-bost am bleidleisiau’n mynd i’r hen gyfeiriad nes i chi gadarnhau’r un newydd. Ar ôl hynny gallwch gael eich e-bost pleidleisio eto.',
    link: 'Cael fy e-bost pleidleisio eto',
  },

  answer: {
    lostTitle: 'Agorwch y dudalen hon drwy’r ddolen yn eich e-bost',
    lost: 'Mae’r ddolen yn dod â rhywbeth gyda hi y mae ei angen ar y dudalen hon. Os gwnaethoch ei chopïo, copïwch hi’n gyfan.',
    invalidTitle: 'Nid yw’r ddolen hon yn gweithio (mwyach)',
    invalid:
      'Efallai ei bod wedi’i defnyddio eisoes, ei bod yn rhy hen, neu na chafodd ei chopïo’n gyfan. Ni newidiwyd dim gyda hi nawr.',
    toDetails: 'Gweld a newid eich manylion cyswllt',
  },

  'confirm-email': {
    title: 'Ai chi biau’r cyfeiriad e-bost hwn?',
    explain:
      'Gofynnodd rhywun, chi yn ôl pob tebyg, i’ch undeb ysgrifennu i’r cyfeiriad e-bost lle cawsoch ein dolen. Dim ond ar ôl i chi ei gadarnhau yma y bydd yn gwneud hynny.',
    yes: 'Ie, ysgrifennwch ataf yno',
    no: 'Nage, nid fy nghyfeiriad i yw hwn',
    noExplain:
      'Os na wyddoch ddim am hyn, nid oes angen i chi wneud dim. Os dywedwch nad chi biau’r cyfeiriad, ni fydd y ddolen yn gweithio mwyach.',
    invalid:
      'Os ydych wedi cadarnhau’r cyfeiriad o’r blaen, mae popeth yn iawn. Fel arall, newidiwch eich manylion unwaith eto.',
    yesTitle: 'Mae’ch cyfeiriad e-bost wedi’i gadarnhau',
    yesDone:
      'O hyn ymlaen mae’r cyfeiriad hwn gan eich undeb ar eich cyfer. Caiff y cyfeiriad blaenorol wybod, rhag ofn nad chi a wnaeth hyn.',
    noTitle: 'Diolch. Ni newidiwyd dim',
    noDone: 'Ni fydd eich undeb yn ysgrifennu i’r cyfeiriad hwn, ac nid yw’r ddolen yn gweithio mwyach.',
  },

  'undo-email': {
    title: 'Onid chi a wnaeth y newid hwn?',
    explain:
      'Cafodd cyfeiriad e-bost oedd gan eich undeb ar eich cyfer ei newid neu ei ddileu. Os nad chi a’i gwnaeth, gallwch ddadwneud y newid yma.',
    what: 'Wedyn bydd yr hen gyfeiriad mewn grym eto. Ni fydd neb yn gallu newid eich manylion drwy ddolen e-bost am rai wythnosau, neu nes i chi siarad â’ch undeb.',
    yes: 'Nid fi a’i gwnaeth: dadwneud y newid',
    no: 'Roedd y newid yn gywir',
    noExplain: 'Os oedd y newid yn gywir, nid oes angen i chi wneud dim.',
    invalid: 'Os nad chi a wnaeth y newid ac os na chafodd ei ddadwneud, rhowch wybod ar unwaith i’ch undeb.',
    changedTitle: 'Newidiwyd y cyfeiriad eto ers hynny',
    changed:
      'Mae’ch undeb ei hun wedi newid eich cyfeiriad ers hynny, felly mae’n aros. Os nad yw’n gywir, siaradwch â’ch undeb.',
    yesTitle: 'Cafodd y newid ei ddadwneud',
    yesDone:
      'Mae’r hen gyfeiriad mewn grym eto. Dywedwch wrth eich undeb beth ddigwyddodd: efallai fod rhywun arall yn gallu darllen eich e-bost.',
    noTitle: 'Diolch. Mae popeth yn aros fel y mae',
    noDone: 'Nid yw’r ddolen i ddadwneud y newid yn gweithio mwyach.',
  },
};
