/** Every Welsh text of the app. */
import type { Texts } from './en.ts';

export const cy: Texts = {
  language: 'cy',
  name: 'Cymraeg',
  calendar: {
    weekdays: ['dydd Sul', 'dydd Llun', 'dydd Mawrth', 'dydd Mercher', 'dydd Iau', 'dydd Gwener', 'dydd Sadwrn'],
    months: [
      'Ionawr',
      'Chwefror',
      'Mawrth',
      'Ebrill',
      'Mai',
      'Mehefin',
      'Gorffennaf',
      'Awst',
      'Medi',
      'Hydref',
      'Tachwedd',
      'Rhagfyr',
    ],
    noon: 'hanner dydd',
    midnight: 'hanner nos',
    moment: (time, date) => (/\d/.test(time) ? `${date}, ${time}` : `${time}, ${date}`),
    when: (time, date) => `am ${time} ${date}`,
  },

  shell: {
    product: 'Tellers',
    mainNavigation: 'Holl rannau’r ap',
    ballotNavigation: 'Tudalennau’r bleidlais hon',
    skip: 'Neidio i’r cynnwys',
    signOut: 'Allgofnodi',
    loading: 'Yn llwytho',
    notices: { info: 'I’w wybod:', success: 'Wedi’i wneud:', warning: 'Rhybudd:', danger: 'Gwall:' },
    back: 'Yn ôl at bob pleidlais',
    toBallot: 'Yn ôl at y bleidlais',
    leaveIt: 'Ei adael fel y mae',
  },

  ways: {
    ballots: 'Pleidleisiau',
    register: 'Cofrestr',
    members: 'Aelodau',
    dataProtection: 'Diogelu data',
    followUps: 'Camau dilynol',
    overview: 'Trosolwg',
    questions: 'Cwestiynau',
    information: 'I aelodau',
    roll: 'Rhestr bleidleisio',
    key: 'Allweddi',
    messages: 'Negeseuon',
    delivery: 'Danfon',
    helpdesk: 'Desg gymorth',
    turnout: 'Nifer a bleidleisiodd',
    embed: 'Gwefan',
    result: 'Cyfrif a chanlyniad',
    decisions: 'Penderfyniadau',
  },

  roles: {
    officer: 'Swyddog',
    approver: 'Cymeradwywr',
    helpdesk: 'Desg gymorth',
    scrutineer: 'Craffwr',
    trustee: 'Ymddiriedolwr',
    auditor: 'Archwilydd',
    organiser: 'Trefnydd',
  },

  signIn: {
    title: 'Mewngofnodi',
    lead: 'Ar gyfer swyddogion, desg gymorth, craffwyr ac ymddiriedolwyr yr undeb. Mae aelodau’n pleidleisio â’r ddolen yn eu he-bost ac nid oes angen cyfrif arnynt.',
    action: 'Mewngofnodi',
    failed: 'Ni weithiodd y mewngofnodi',
    failedWhat: 'Hyd y gwelwn, nid oes dim o’i le ar eich cyfrif. Rhowch gynnig arall arni o’r dudalen hon.',
    unreachable: 'Nid yw’r gwasanaeth mewngofnodi’n ateb',
    unreachableWhat:
      'Arhoswch funud a rhoi cynnig arall arni. Os yw’n parhau, dywedwch wrth y sawl sy’n rhedeg y system.',
    expired: 'Rydych wedi’ch allgofnodi',
    expiredWhat:
      'Buoch i ffwrdd am dipyn. Ni chollwyd dim a deipioch: mae’r dudalen yn aros y tu ôl i hon. Mewngofnodwch eto mewn tab newydd, yna dewch yn ôl i’r un hwn.',
    beside: 'Mewngofnodi mewn tab newydd',
    back: 'Rydych wedi mewngofnodi eto',
    backWhat: 'Mae’r dudalen fel y gadawsoch hi. Gellir cadw nawr yr hyn na ellid ei gadw.',
  },

  problems: {
    title: 'Ni weithiodd hynny',
    retry: 'Rhoi cynnig arall arni',
    noConnection: 'Nid oes cysylltiad. Gwnewch yn siŵr eich bod ar-lein, yna rhowch gynnig arall arni.',
    unreachable: 'Nid yw rhan o’r system yn ateb. Arhoswch funud, yna rhowch gynnig arall arni.',
    noRole: 'Ni chaiff eich cyfrif wneud hyn. Os dylai, gofynnwch i’r sawl a roddodd y cyfrif i chi.',
    notFound: 'Nid oes dim yma. Efallai i’r bleidlais gael ei dileu, neu fod y cyfeiriad yn anghywir.',
    unexpected:
      'Aeth rhywbeth o’i le na ddylai fod wedi digwydd. Rhowch gynnig arall arni; os yw’n digwydd eto, dywedwch wrth y llinell gymorth.',
    page: 'Heb ganfod y dudalen',
    pageWhat: 'Nid oes tudalen yn y cyfeiriad hwn.',
  },

  states: {
    draft: 'Drafft',
    approved: 'Cymeradwywyd',
    keyed: 'Allweddi yn eu lle',
    ready: 'Yn barod i agor',
    open: 'Mae’r pleidleisio ar agor',
    closed: 'Mae’r pleidleisio wedi cau',
    counted: 'Wedi’i chyfrif',
    declared: 'Canlyniad wedi’i gyhoeddi',
    withheld: 'Canlyniad wedi’i ddal yn ôl',
    cancelled: 'Wedi’i chanslo',
  },

  ballots: {
    caption: 'Pleidleisiau, y diweddaraf yn gyntaf',
    name: 'Pleidlais',
    state: 'Cyflwr',
    opens: 'Yn agor',
    closes: 'Yn cau',
    empty: 'Dim pleidleisiau eto',
    emptyWhat: 'Bydd pleidlais yn ymddangos yma cyn gynted ag y bydd swyddog wedi’i drafftio.',
  },

  ballot: {
    opens: 'Yn agor',
    closes: 'Yn cau',
    question: (n) => `Cwestiwn ${n}`,
    questions: 'Cwestiynau',
    authority: 'Penderfynwyd gan',
    entitled: 'Â hawl i bleidleisio',
    cast: 'Pleidleisiau a fwriwyd',
    turnout: (cast, entitled, percent) => `${cast} o ${entitled} (${percent}%)`,
    fingerprint: 'Ôl bys yr etholiad',
    fingerprintWhat:
      'Wedi’i argraffu ar y dudalen bleidleisio ac yn yr adroddiad. Mae’n newid pan fo un llythyren o’r bleidlais yn newid.',
    head: 'Marc gwirio’r blwch pleidleisio',
    headWhat: 'Fe’i cymerwyd pan gaeodd y pleidleisio, a’i anfon at yr ymddiriedolwyr drwy e-bost.',
    warnings: 'Sylwch',
    keyTitle: 'Eich allwedd',
    keyWhat:
      'Dim ond ag allweddi’r ymddiriedolwyr y gellir cyfrif y bleidlais hon. Mae gwneud eich un chi’n cymryd tua dwy funud.',
    keyAction: 'Mynd at eich allwedd',
    countTitle: 'Cyfrif y pleidleisiau',
    countWhat:
      'Mae’r pleidleisio wedi cau. Mae eich porwr yn gwirio’r blwch pleidleisio, yna’n ychwanegu eich rhan at y cyfrif.',
    countAction: 'Gwirio a chyfrif',
    trustees: 'Pwy sy’n dal yr allweddi',
  },

  copy: {
    action: 'Copïo',
    done: 'Wedi’i gopïo',
    actionWhat: (what) => `Copïo: ${what}`,
    doneWhat: (what) => `Wedi’i gopïo: ${what}`,
    refused: 'Nid yw’r porwr yn gadael i’r dudalen hon gopïo. Dewiswch y testun a’i gopïo eich hun.',
  },

  inviting: {
    title: 'Gofyn i bobl ddal allwedd',
    lead: 'Mae angen cyfrif â rôl ymddiriedolwr ar bob un; y rhai sy’n rhedeg y system sy’n rhoi’r cyfrif. Yna anfonwch hyn atynt:',
    subject: (ballot) => `Ymddiriedolwr y bleidlais “${ballot}”`,
    asked: (ballot) => `Gofynnir i chi fod yn ymddiriedolwr y bleidlais “${ballot}”.`,
    together: (threshold, holders) =>
      `Mae ${holders} ymddiriedolwr yn dal ei hallwedd gyda’i gilydd, ac mae angen ${threshold} ohonynt i gyfrif. Ni all neb agor y blwch pleidleisio ar ei ben ei hun.`,
    alone: 'Chi yn unig fyddai’n dal yr allwedd nad yw gan yr undeb; hebddi ni ellir cyfrif y pleidleisiau.',
    until: (opens, closes) =>
      `Gwnewch eich allwedd yn fuan, a chyn i’r pleidleisio agor ${opens}. Mae’n cymryd tua dwy funud, ar ddyfais o’ch eiddo eich hun a fydd gennych o hyd pan fydd y pleidleisio’n cau ${closes}.`,
    open: 'Agorwch y cyfeiriad hwn a mewngofnodwch:',
    onward:
      'Bydd y dudalen yn eich arwain drwy’r cyfan. Cadwch y ffeil allwedd a’r cyfrinymadrodd mewn mannau gwahanol: mae angen y ddau, ac ni all neb eu hadfer.',
    mail: 'Ysgrifennu e-bost',
  },

  seats: {
    rule: (threshold, holders) =>
      `Mae angen ${threshold} o’r ${holders} person hyn i gyfrif. Ni all neb agor y blwch pleidleisio ar ei ben ei hun, gan gynnwys y pencadlys.`,
    caption: 'Yr ymddiriedolwyr a’r hyn y mae pob un wedi’i wneud',
    seat: 'Lle',
    person: 'Ymddiriedolwr',
    free: 'Yn rhydd',
    you: 'chi',
    headquarters: 'yn gweithio yn y pencadlys',
    certificate: 'Allwedd wedi’i gwneud',
    polynomial: 'Allweddi wedi’u huno',
    confirmation: 'Cadarnhawyd',
    rehearsal: 'Ymarferwyd',
    done: 'wedi’i wneud',
    open: 'ddim eto',
    freeing: {
      title: 'Pan na all ymddiriedolwr gymryd rhan',
      lead: 'Nes bod yr allweddi yn eu lle, gellir rhyddhau lle ar gyfer rhywun arall.',
      open: (name) => `Rhyddhau lle ${name}…`,
      question: (name) => `Rhyddhau lle ${name}?`,
      what: 'Gwnaed popeth hyd yma ar gyfer y bobl hyn. Felly mae pob un ohonynt yn gwneud allwedd newydd ac yn dechrau eto; nid yw’r ffeiliau allwedd a wnaed hyd yma o unrhyw werth i’r bleidlais hon.',
      action: 'Rhyddhau’r lle',
      done: 'Mae’r lle’n rhydd. Mae pob ymddiriedolwr yn dechrau eto gyda’i allwedd.',
    },
  },

  key: {
    title: 'Eich allwedd',
    lead: (ballot) => `Ar gyfer y bleidlais “${ballot}”`,
    progress: 'Cynnydd',
    stepOf: (n, of, name) => `Cam ${n} o ${of}: ${name}`,
    steps: {
      seat: 'Cymryd eich lle',
      make: 'Gwneud eich allwedd',
      join: 'Uno’r allweddi',
      confirm: 'Cadarnhau',
      rehearse: 'Ymarfer',
    },
    notYet: 'Mae’n rhy gynnar',
    notYetWhat:
      'Gwneir allweddi unwaith y bydd ail swyddog wedi cymeradwyo’r bleidlais. Gofynnir i chi ddod yn ôl bryd hynny.',

    one: {
      what: 'Un craffwr sydd gan y bleidlais hon, o’r tu allan i’r pencadlys. Dim ond ag allwedd y craffwr y gellir cyfrif y pleidleisiau.',
      held: (name, when) => `${name} sy’n dal yr allwedd; cyflwynwyd ei rhan gyhoeddus ${when}.`,
      nobody: 'Nid oes neb wedi’i gwneud eto.',
      steps: { name: 'Dweud pwy ydych chi', make: 'Gwneud eich allwedd' },
      nameTitle: 'Pwy sy’n dal yr allwedd?',
      nameWhat: 'Dangosir eich enw i bawb sy’n cymryd rhan, fel yr un sy’n dal allwedd y bleidlais hon.',
      nameAction: 'Ymlaen',
      inPlace: 'Mae eich allwedd yn ei lle',
      keep: 'Nid oes ail allwedd: os collir y ffeil neu’r cyfrinymadrodd, ni ellir cyfrif y pleidleisiau. Cadwch gopi o’r ffeil, a’r ddau ar wahân i’w gilydd.',
      again: 'Gwneud allwedd arall yn ei lle',
      taken: 'Nid gennych chi y mae’r allwedd',
      takenWhat:
        'Dim ond y person a enwir uchod all gyfrif y bleidlais hon. Os mai chi ddylai fod, dywedwch wrth swyddog y bleidlais ar unwaith.',
      notYours: 'Nid oes dim i chi ei wneud yma',
      notYoursWhat: 'Craffwr sy’n dal allwedd y bleidlais hon, felly nid oes angen ymddiriedolwyr arni.',
      headquarters: 'Rydych yn gweithio i’r pencadlys',
      headquartersWhat:
        'Allwedd i rywun nad yw’n gwneud hynny yw hon, fel na all y pencadlys ar ei ben ei hun byth agor y blwch pleidleisio. Dywedwch wrth swyddog y bleidlais.',
    },

    seat: {
      title: 'Cymryd eich lle fel ymddiriedolwr',
      what: (threshold, holders) =>
        `Mae ${holders} ymddiriedolwr yn rhannu allwedd y bleidlais hon, ac mae angen ${threshold} ohonynt i’w chyfrif. Dangosir eich enw i bawb sy’n cymryd rhan.`,
      name: 'Eich enw fel y dylai ymddangos',
      nameMissing: 'Rhowch eich enw.',
      action: 'Cymryd y lle hwn',
      full: 'Mae pob lle wedi’i gymryd',
      fullWhat:
        'Os gofynnwyd i chi fod yn ymddiriedolwr y bleidlais hon, dywedwch wrth y swyddog: gellir rhyddhau lle hyd nes bod yr allweddi yn eu lle.',
    },

    make: {
      title: 'Gwneud eich allwedd',
      what: 'Mae eich porwr yn gwneud yr allwedd nawr. Fe’i cedwir mewn ffeil na all dim ond eich cyfrinymadrodd ei hagor. Nid yw’r naill na’r llall yn gadael eich dyfais.',
      passphrase: 'Dewiswch gyfrinymadrodd',
      passphraseHint:
        'O leiaf 12 nod. Mae pedwar neu bum gair nad ydynt yn perthyn i’w gilydd yn dda ac yn hawdd i’w cadw.',
      tooShort: 'Mae angen o leiaf 12 nod yn y cyfrinymadrodd.',
      tooPlain: 'Mae hynny’n rhy hawdd ei ddyfalu: defnyddiwch fwy o nodau neu eiriau gwahanol.',
      show: 'Dangos',
      hide: 'Cuddio',
      showPassphrase: 'Dangos y cyfrinymadrodd',
      hidePassphrase: 'Cuddio’r cyfrinymadrodd',
      action: 'Gwneud fy allwedd a chadw’r ffeil',
      working: 'Yn gwneud eich allwedd…',
      have: 'Mae gennyf ffeil allwedd ar gyfer y bleidlais hon eisoes',
      haveNot: 'Nid oes gennyf ffeil allwedd eto',
    },

    prove: {
      title: 'Gwirio bod eich ffeil yn agor',
      what: 'Mae’r ffeil yn eich ffolder lawrlwythiadau. Dewiswch hi yma a theipiwch y cyfrinymadrodd unwaith eto: yna mae’n sicr y gallwch ei defnyddio pan gaiff y pleidleisiau eu cyfrif.',
      again: 'Cadw’r ffeil eto',
      action: 'Gwirio a chyflwyno fy rhan gyhoeddus',
      working: 'Yn agor y ffeil… mae hyn yn cymryd ychydig eiliadau o fwriad.',
      different: 'Mae’r ffeil honno’n perthyn i allwedd arall',
      differentWhat: 'Dewiswch y ffeil a gadwyd funud yn ôl, neu dechreuwch eto ag allwedd newydd.',
      startAgain: 'Dechrau eto ag allwedd newydd',
      keep: 'Cadwch y ffeil a’r cyfrinymadrodd, ar wahân i’w gilydd, nes cyhoeddi’r canlyniad. Nid oes gennym gopi o’r naill na’r llall.',
    },

    open: {
      title: 'Agor eich allwedd',
      what: 'Dewiswch eich ffeil allwedd a theipiwch ei chyfrinymadrodd. Mae’r ddau’n aros ar y ddyfais hon.',
      file: 'Ffeil allwedd',
      fileMissing: 'Dewiswch eich ffeil allwedd.',
      passphrase: 'Cyfrinymadrodd',
      passphraseMissing: 'Teipiwch gyfrinymadrodd y ffeil.',
      action: 'Agor fy allwedd',
      wrong: 'Nid dyna gyfrinymadrodd y ffeil hon',
      wrongWhat:
        'Mae cyfrinymadroddion yn gwahaniaethu rhwng llythrennau bach a mawr. Rhowch gynnig arall arni; nid oes terfyn.',
      damaged: 'Mae’r ffeil wedi’i difrodi',
      damagedWhat: 'Newidiwyd rhywbeth ynddi neu mae rhan ar goll. Dewiswch gopi arall ohoni, os oes gennych un.',
      notAKey: 'Nid ffeil allwedd yw honno',
      notAKeyWhat: 'Dewiswch y ffeil a gadwodd y dudalen hon i chi. Mae ei henw’n dechrau â “tellers-key”.',
      otherPlace: 'Nid allwedd eich lle chi yma yw honno',
      otherPlaceWhat:
        'Efallai ei bod ar gyfer pleidlais arall: mae enw’r ffeil gywir yn gorffen â rhif y bleidlais hon.',
    },

    wait: {
      title: 'Mae eich rhan chi wedi’i gwneud am y tro',
      certificates: 'Rhaid i’r ymddiriedolwyr eraill wneud eu hallweddi o hyd.',
      polynomials: 'Rhaid i’r ymddiriedolwyr eraill uno eu hallweddi â’ch un chi o hyd.',
      confirmations: 'Rhaid i’r ymddiriedolwyr eraill gadarnhau o hyd.',
      platform: 'Mae’r system yn ychwanegu ei rhan ei hun o’r allwedd. Mae hyn yn cymryd ychydig eiliadau.',
      names: (names) => `Yn aros am ${names.join(', ')}.`,
      empty: (n) => (n === 1 ? 'Mae un lle yn rhydd o hyd.' : `Mae ${n} lle yn rhydd o hyd.`),
      stay: 'Gadewch y dudalen hon ar agor ac aiff yn ei blaen ohoni’i hun, neu dewch yn ôl yn nes ymlaen â’ch ffeil allwedd.',
    },

    busy: {
      join: 'Yn uno eich allwedd â rhai’r lleill…',
      confirm: 'Yn gwirio’r hyn a anfonodd y lleill, ac yn cadarnhau…',
      rehearse: 'Yn ymarfer…',
    },

    dueNow: {
      join: 'Mae pawb wedi gwneud allwedd. Agorwch eich un chi, ac mae eich porwr yn ei huno â rhai’r lleill.',
      confirm: 'Mae pob allwedd wedi’i huno. Agorwch eich un chi, ac mae eich porwr yn gwirio’r cyfan ac yn cadarnhau.',
      rehearse:
        'Mae’r allweddi yn eu lle. Agorwch eich un chi ar gyfer ymarfer: mae eich porwr yn agor amlen ymarfer, nid pleidlais.',
    },

    ready: {
      title: 'Rydych yn barod',
      what: (date) =>
        `Mae eich allwedd yn gweithio. Mae’r pleidleisio’n cau ${date}; wedi hynny bydd eich angen am ryw bum munud, gyda’ch ffeil allwedd a’ch cyfrinymadrodd.`,
      keep: 'Tan hynny cadwch y ffeil a’r cyfrinymadrodd yn ddiogel, ar wahân i’w gilydd.',
    },

    mark: {
      title: 'Marc gwirio drwy e-bost',
      what: 'Pan fydd y pleidleisio’n cau, byddwn yn anfon marc gwirio’r blwch caeedig atoch. Ag ef gallwch fod yn sicr mai’r blwch rydych yn ei gyfrif yw’r un a gaewyd.',
      email: 'Eich cyfeiriad e-bost',
      hint: 'Fe’i defnyddir ar gyfer yr un e-bost hwn, a’i anghofio 90 diwrnod ar ôl y cau.',
      malformed: 'Teipiwch gyfeiriad e-bost, megis enw@example.org.',
      action: 'Anfonwch ef ataf',
      goesTo: 'Pan fydd y pleidleisio’n cau, bydd y marc gwirio’n mynd i',
      sent: 'Anfonwyd y marc gwirio i',
      change: 'Newid y cyfeiriad',
      forget: 'Peidio â’i anfon, ac anghofio’r cyfeiriad',
      forgetSent: 'Anghofio’r cyfeiriad',
      forgotten: 'Mae’r cyfeiriad wedi’i anghofio.',
      counts: (asked, sent) =>
        `Mae ${asked === 1 ? 'un person' : `${asked} person`} wedi gofyn am farc gwirio’r blwch caeedig drwy e-bost${sent > 0 ? `; aeth i ${sent}` : ''}.`,
    },

    blamed: 'Nid yw rhywbeth a anfonodd ymddiriedolwr arall neu’r gweinydd yn cyd-fynd',
    blamedWhat:
      'Gwrthododd eich porwr ef, felly ni chadarnhawyd dim. Peidiwch â mynd ymlaen; dywedwch wrth yr ymddiriedolwyr eraill a’r swyddog yr hyn a ysgrifennir yma.',
  },

  count: {
    title: 'Gwirio a chyfrif',
    steps: { check: 'Gwirio’r blwch pleidleisio', open: 'Agor eich allwedd', decrypt: 'Ychwanegu eich rhan' },
    notClosed: 'Mae’r pleidleisio ar agor o hyd',
    notClosedWhat: (date) => `Ni ellir cyfrif dim cyn i’r pleidleisio gau, ${date}.`,
    notReady: 'Nid yw’r symiau’n barod eto',
    notReadyWhat: 'Mae’r system yn eu ffurfio o fewn munud wedi’r cau. Mae’r dudalen hon yn edrych eto ohoni’i hun.',
    check: {
      title: 'Gwirio’r blwch pleidleisio’n gyntaf',
      what: 'Cyn i chi ychwanegu eich rhan, mae eich porwr yn lawrlwytho’r blwch pleidleisio cyfan ac yn ei wirio, fel eich bod yn dadgryptio’r symiau a dim arall.',
      action: 'Dechrau’r gwiriad',
      mailed: 'Marc gwirio o’r e-bost',
      mailedHint:
        'Ar y cau anfonwyd e-bost atoch â llinell o 64 llythyren a rhif. Gludwch hi yma i fod yn siŵr mai’r un blwch yw hwn.',
      mailedWrong: 'Mae gan farc gwirio 64 llythyren (a i f) a rhif.',
      mailedDiffers: 'Nid dyma’r blwch a gaewyd',
      mailedDiffersWhat:
        'Un arall yw’r marc gwirio o’ch e-bost. Peidiwch â dadgryptio. Dywedwch wrth yr ymddiriedolwyr eraill a’r archwilydd ar unwaith.',
      running: 'Yn gwirio',
      stages: {
        download: 'Lawrlwytho’r blwch pleidleisio',
        archive: 'Ni newidiwyd, ychwanegwyd na thynnwyd yr un llinell o’r blwch',
        credentials: 'Y rhestr o godau pleidleisio yw’r un o’r agor',
        ballots: 'Mae pob pleidlais yn ddilys, o god â hawl, a dim ond un gan bob un',
        openings: 'Cyfrifir pob pleidlais yn ei hardal ei hun',
        sums: 'Symiau’r pleidleisiau hyn yw’r symiau, ac mae’r rheolau’n eu caniatáu',
      },
      ballotsOf: (done, total) => `${done} o ${total} pleidlais`,
      passed: 'Mae’r blwch pleidleisio mewn trefn',
      passedWhat: (ballots, cells) =>
        cells === 1
          ? `Gwiriwyd ${ballots} pleidlais. Byddwch yn dadgryptio un swm: pob pleidlais gyda’i gilydd.`
          : `Gwiriwyd ${ballots} pleidlais. Byddwch yn dadgryptio ${cells} swm: pob pleidlais gyda’i gilydd, a ${cells - 1} ardal.`,
      failed: 'Canfu’r gwiriad nam',
      failedWhat:
        'Peidiwch â dadgryptio. Dywedwch wrth yr ymddiriedolwyr eraill a’r archwilydd yr hyn a ysgrifennir yma:',
      mark: 'Marc gwirio’r blwch hwn',
    },
    decrypt: {
      title: 'Ychwanegu eich rhan',
      what: 'Mae eich porwr yn cyfrifo eich rhan o bob swm ac yn ei hanfon. Mae eich allwedd yn aros yma.',
      action: 'Ychwanegu fy rhan at y cyfrif',
      working: 'Yn cyfrifo eich rhan…',
    },
    sent: {
      title: 'Diolch: mae eich rhan i mewn',
      enough: 'Mae gan y cyfrif bob rhan sydd ei hangen. Gall y swyddogion gyhoeddi’r canlyniad nawr.',
      more: (n) =>
        n === 1
          ? 'Mae angen un ymddiriedolwr arall cyn bod y cyfrif yn gyflawn.'
          : `Mae angen ${n} ymddiriedolwr arall.`,
    },
    nothing: 'Nid oes dim i’w gyfrif',
    enough: 'Mae gan y cyfrif ddigon o rannau',
    enoughWhat:
      'Mae digon o ymddiriedolwyr wedi ychwanegu eu rhan, felly nid oes angen eich un chi. Cadwch eich ffeil allwedd nes cyhoeddi’r canlyniad.',
    refused: 'Gwrthodwyd eich rhan',
    refusedWhat:
      'Ni phasiodd wiriad y cyfrif. Ni chadwyd dim. Dywedwch wrth y swyddog: gall ymddiriedolwr arall gymryd eich tro.',
    list: 'Beth fydd yn cael ei ddadgryptio',
    cells: {
      caption: 'Y symiau y mae’r cynllun yn eu caniatáu, a dim eraill',
      name: 'Swm',
      votes: 'Pleidleisiau',
      entitled: 'Â hawl',
    },
    who: 'Pwy sydd wedi ychwanegu eu rhan',
    decrypted: 'wedi’i hychwanegu',
    missing: 'ddim eto',
  },
};
