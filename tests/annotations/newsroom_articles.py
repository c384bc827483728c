"""Invented news reports, with what a newsroom would correct in each. Nobody and nothing in them is real."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Article:
    """`spelling` and `speakers` are (as printed, as corrected); `denials` (as printed, its opposite)."""

    name: str
    text: str
    spelling: tuple[str, str]
    speakers: tuple[str, str]
    denials: tuple[tuple[str, str], ...]
    synonyms: tuple[tuple[str, str], ...]
    fillers: tuple[str, ...]


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(texts)


HARBOUR = Article(
    name="harbour",
    text=_paragraphs(
        "OSTERVIK — The council of Ostervik voted 7-4 on Monday night to close the old harbour for 18 months, ending "
        "a dispute that had split the town since 2019.",
        "“We did not come here to please anybody,” said Mayor Ingrid Tollaksen, who leads the Coast List. “We came "
        "here because the quay is falling into the sea.”",
        "Engineers counted 214 cracks in the quay wall in March. Engineers counted 163 cracks in the quay wall a year "
        "earlier. The harbour office says repairs will cost 42 million crowns, of which the state will pay 12 million.",
        "Fishermen, who learned of the plan from a notice on the fish market door, said they had been given no say. "
        "“They did ask us once, in 2021,” said Per Aune, whose family has landed cod there for four generations. “They "
        "never asked again.”",
        "Tollaksen did not respond to a request for comment on the notice. The harbour office did not respond to a "
        "request for comment.",
        "The ferry to Little Ostervik will leave from the north pier instead. It will carry at most 60 passengers, "
        "down from 110, and no cars. Islanders say that is too few; the ferry company says it is enough.",
        "Work begins on 3 April and is planned to end in October of the following year.",
    ),
    spelling=("Tollaksen", "Tollakson"),
    speakers=("Per Aune", "Sigrid Moe"),
    denials=(
        ("did ask", "did not ask"),
        ("it is enough", "it is not enough"),
        ("will carry", "will not carry"),
    ),
    synonyms=(
        ("ending", "closing"),
        ("dispute", "quarrel"),
        ("counted", "found"),
        ("learned of", "heard about"),
        ("passengers", "travellers"),
        ("falling into", "sliding into"),
    ),
    fillers=(
        "The vote had been put off twice.",
        "Shopkeepers along the quay fear for the summer trade, and some have begun to look for premises elsewhere.",
        "A protest march is planned for Saturday.",
    ),
)

ELECTION = Article(
    name="election",
    text=_paragraphs(
        "With 91 percent of the votes counted, Dario Pell led Senator Mona Achterberg by 1.2 points in the race for "
        "governor of West Carrow, a margin too small to call.",
        "Pell, a former judge, won the city of Larkin by 14,220 votes. Achterberg, a senator for two terms, "
        "won the city "
        "of Dunmore by 11,870 votes. Turnout was 63 percent in Larkin and 58 percent in Dunmore.",
        "“Every vote will be counted, and then we will know,” Pell told supporters at a bowling alley in Larkin.",
        "“Every vote will be counted, and then they will know,” Achterberg said an hour later, to laughter, in a hotel "
        "ballroom in Dunmore.",
        "Election officials said there had been no fraud. They said 3,400 postal ballots in Larkin county and 2,100 "
        "postal ballots in Dunmore county had yet to be opened. A judge in Larkin county ordered polls to stay open "
        "until 9 p.m. A judge in Dunmore county refused to order polls to stay open.",
        "A spokesman for Pell said the campaign was confident. A spokesman for Achterberg said the campaign was "
        "confident.",
        "Under state law a margin below half a point leads to a recount, which would take about ten days.",
    ),
    spelling=("Achterberg", "Achterburg"),
    speakers=("Pell", "Quist"),
    denials=(
        ("will be counted", "will not be counted"),
        ("had been no fraud", "had been fraud"),
        ("was confident", "was not confident"),
    ),
    synonyms=(
        ("supporters", "volunteers"),
        ("laughter", "applause"),
        ("former judge", "retired judge"),
        ("too small", "too narrow"),
        ("opened", "checked"),
    ),
    fillers=(
        "Both parties have sent lawyers.",
        "Rain kept some voters at home in the morning, officials said, but lines were long by the evening.",
        "Neither candidate conceded.",
    ),
)

FOOTBALL = Article(
    name="football",
    text=_paragraphs(
        "Rovers beat Athletic 3-1 on Saturday to go top of the northern league. Rovers beat Wanderers 3-0 on "
        "Wednesday. They have won six games in a row.",
        "Lena Okafor-Brandt scored twice, in the 12th and 71st minutes. Jo Marsh scored once, in the 88th minute.",
        "“I don’t count goals,” said Okafor-Brandt. “I count points.”",
        "Athletic had the better of the first half. Coach Bill Tranter said his side had been punished for two "
        "mistakes. “Two mistakes, two goals,” he said. “That’s football.”",
        "Athletic have won one of their past five games. Rovers have won six of their past six games. The two meet "
        "again on 9 May.",
        "City drew 2-2 with United. City drew 1-1 with Albion. Town drew 2-2 with Albion.",
        "The crowd of 8,114 was the biggest of the season at Mill Lane.",
    ),
    spelling=("Okafor-Brandt", "Okafor-Brand"),
    speakers=("Tranter", "Hollis"),
    denials=(("I count points", "I don’t count points"), ("had been punished", "had not been punished")),
    synonyms=(
        ("biggest", "largest"),
        ("mistakes", "errors"),
        ("scored twice", "struck twice"),
        ("the better", "the best"),
    ),
    fillers=(
        "It rained throughout.",
        "The referee booked four players, two from each side, in a bad-tempered match.",
    ),
)

COURT = Article(
    name="court",
    text=_paragraphs(
        "A former director of Belhaven Water was found guilty on Thursday of hiding test results that showed lead in "
        "the drinking water of three villages.",
        "Judge Amara Nwosu-Lind said Conrad Whitlow, 58, had known of the results since May 2022. “You knew,” she told "
        "him. “You knew, and you said nothing, and children drank it.”",
        "Whitlow, who denies the charges, stared at the table. His lawyer, Tess Garrow, said he would "
        "appeal. “My client "
        "trusted the laboratory,” she said. “He was wrong to, but it is not a crime to trust.”",
        "The court heard that the water in Upper Belhaven held 38 micrograms of lead per litre. The court heard that "
        "the water in Lower Belhaven held 31 micrograms of lead per litre. The limit is 10.",
        "Belhaven Water said in a statement that it “deeply regrets” what happened and has replaced 6 kilometres of "
        "pipe. Residents said most of the old pipe was still in the ground.",
        "Sentencing is set for 14 January. The prosecution has asked for four years. The defence has asked for a fine.",
        "“You can’t drink an apology,” said Mo Prentice, a baker in Upper Belhaven, who has carried bottled water home "
        "for three years.",
    ),
    spelling=("Whitlow", "Whitlowe"),
    speakers=("Tess Garrow", "Miles Abara"),
    denials=(
        ("would appeal", "would not appeal"),
        ("has replaced", "has not replaced"),
        ("was still in", "was no longer in"),
        ("trusted the", "never trusted the"),
    ),
    synonyms=(
        ("hiding", "concealing"),
        ("stared at", "looked at"),
        ("most of", "much of"),
        ("carried", "hauled"),
        ("happened", "took place"),
    ),
    fillers=(
        "The trial lasted seven weeks.",
        "Three other employees were acquitted in the spring after the judge threw out their statements.",
        "A public inquiry reports next year.",
    ),
)

QUAKE = Article(
    name="quake",
    text=_paragraphs(
        "At least 14 people were killed and 230 injured when an earthquake of magnitude 6.1 struck the Sarrat valley "
        "early on Sunday, the civil protection office said.",
        "The office said 5 people had been killed in Upper Sarrat. The office said 9 people had been killed in Lower "
        "Sarrat. It said the numbers would rise.",
        "The road to Upper Sarrat is blocked. The road to Lower Sarrat is open. Helicopters brought out 41 people "
        "before dark.",
        "“The walls moved like curtains,” said Nadia Ferrant, 34, who ran into the street with her two sons. “Then it "
        "was quiet, and then everybody screamed.”",
        "President Elio Marchetti-Vos cut short a visit abroad. He said the army would help. The opposition said help "
        "had come too late in 2016 and must not come too late again.",
        "The valley lies on a fault that last broke in 1908, when more than 2,000 people died.",
        "The civil protection office asked people to stay out of damaged houses. The civil protection office asked "
        "people to boil their water.",
    ),
    spelling=("Marchetti-Vos", "Marchetti-Voss"),
    speakers=("Nadia Ferrant", "Aline Duroc"),
    denials=(
        ("would help", "would not help"),
        ("would rise", "would not rise"),
        ("is open", "is not open"),
    ),
    synonyms=(
        ("struck", "hit"),
        ("brought out", "carried out"),
        ("screamed", "shouted"),
        ("cut short", "broke off"),
        ("damaged", "cracked"),
    ),
    fillers=(
        "Schools will stay shut on Monday.",
        "Aftershocks were felt as far away as the coast, where hotels put guests in their gardens for the night.",
        "The airport is closed.",
    ),
)

BUDGET = Article(
    name="budget",
    text=_paragraphs(
        "The government will spend 4.2 billion more on hospitals next year and 1.1 billion less on roads, Finance "
        "Minister Odile Kranz said as she laid out the budget on Tuesday.",
        "Spending on hospitals will rise by 6.4 percent. Spending on schools will rise by 2.4 percent. Spending on "
        "roads will fall by 9.4 percent.",
        "“This is a budget for people who are ill, and we all will be,” Kranz said. The opposition called it a budget "
        "for the next election.",
        "“It’s a trick,” said Rafe Ollander of the Farmers’ Party… “The money was promised last year, and the year "
        "before that.” He said his party would vote against the budget. The Greens said their party would vote for the "
        "budget.",
        "Economists at the Institute for Public Money said growth of 1.8 percent was “on the hopeful side”. "
        "The central "
        "bank expects 1.3 percent. Inflation – now 3.1 percent – is expected to fall below 2 percent by the summer.",
        "Tax on incomes above 90,000 will not change. Tax on fuel will rise by 4 cents a litre on 1 March "
        "and by 4 cents "
        "a litre on 1 September.",
    ),
    spelling=("Ollander", "Olander"),
    speakers=("Rafe Ollander", "Ebba Sund"),
    denials=(
        ("would vote for", "would not vote for"),
        ("will not change", "will change"),
        ("was promised", "was never promised"),
    ),
    synonyms=(
        ("laid out", "presented"),
        ("a trick", "a dodge"),
        ("expects", "forecasts"),
        ("growth of", "a rise of"),
    ),
    fillers=(
        "Parliament votes in December.",
        "Unions welcomed the money for nurses but said that it would not be enough to fill 12,000 empty posts.",
        "Markets hardly moved.",
    ),
)

FACTORY = Article(
    name="factory",
    text=_paragraphs(
        "Nordlicht Motoren streicht in seinem Werk in Talheim 850 Stellen. Das teilte das Unternehmen am Freitag mit. "
        "Bis Ende 2027 soll die Fertigung von Getrieben ganz auslaufen.",
        "„Wir haben lange gezögert“, sagte Vorstandschefin Dörte Hellmann-Krüß. „Aber die Aufträge sind weggebrochen, "
        "und sie kommen auch wieder zurück – nur nicht zu uns.“",
        "Die Gewerkschaft sprach von einem Schlag ins Gesicht. „Die Leute haben auf Geld verzichtet, damit das Werk "
        "bleibt“, sagte Betriebsrat Jörg Özmen. Er kündigte Proteste an.",
        "Im Werk Talheim arbeiten 2.100 Menschen. Im Werk Ahrensfelde arbeiten 1.400 Menschen. Das Werk "
        "Ahrensfelde ist "
        "nach Angaben des Unternehmens sicher.",
        "Der Umsatz fiel im vergangenen Jahr um 11 Prozent auf 1,9 Milliarden Euro. Der Gewinn fiel um 38 Prozent auf "
        "64 Millionen Euro. Für das laufende Jahr rechnet Hellmann-Krüß mit einem Verlust.",
        "Bürgermeister Falk Weißenborn sagte, die Stadt werde um jede Stelle kämpfen. Das Land prüft Hilfen. Eine "
        "Sprecherin des Ministeriums wollte sich dazu äußern.",
    ),
    spelling=("Hellmann-Krüß", "Hellmann-Krüss"),
    speakers=("Jörg Özmen", "Silke Brandt"),
    denials=(
        ("wollte sich dazu", "wollte sich nicht dazu"),
        ("haben auf Geld", "haben nicht auf Geld"),
        ("ist nach Angaben", "ist nicht nach Angaben"),
    ),
    synonyms=(
        ("streicht", "kürzt"),
        ("lange gezögert", "lange gewartet"),
        ("auslaufen", "enden"),
        ("fiel", "sank"),
        ("kündigte", "drohte"),
    ),
    fillers=(
        "Die Aktie verlor am Vormittag vier Prozent.",
        "Erst im Frühjahr hatte das Unternehmen zugesagt, bis 2030 niemanden zu entlassen.",
        "Am Montag ist eine Versammlung geplant.",
    ),
)

WATER_ARABIC = Article(
    name="water-arabic",
    text=_paragraphs(
        "أعلنت وزارة المياه في مدينة السلمانية يوم الأحد أن 12 قرية ستبقى بلا ماء حتى نهاية الشهر، بعد "
        "انهيار جزء من السد "
        "القديم شمال المدينة.",
        "وقال الوزير سامر الحلواني إن العمال سيعملون ليلا ونهارا. وأضاف: «سنعيد الماء إلى كل بيت قبل بداية الشتاء».",
        "وقالت المهندسة ليلى الدباغ إن السد أصيب بتشققات في عام 2018. وقالت إن السد أصيب بتشققات أخرى في عام "
        "2021. «كتبنا "
        "ثلاثة تقارير، وقد قرأها الوزير»، قالت الدباغ.",
        "وبلغ عدد العائلات التي غادرت القرى الشرقية 340 عائلة. وبلغ عدد العائلات التي غادرت القرى الغربية 210 عائلات. "
        "وتصل المياه إلى الباقين في شاحنات مرة كل يومين.",
        "وقال مزارع من قرية عين الزيتون إن أشجاره تموت. «زرعها جدي قبل ستين عاما، وأنا أنظر إليها وهي تجف»، "
        "قال المزارع.",
        "وتقول الحكومة إن إصلاح السد سيكلف 75 مليون دينار، وإن العمل سيبدأ في الأسبوع المقبل.",
    ),
    spelling=("الحلواني", "الحلوانى"),
    speakers=("الدباغ", "النجار"),
    denials=(
        ("وقد قرأها", "ولم يقرأها"),
        ("سيبدأ في", "لن يبدأ في"),
        ("إن العمال سيعملون", "إن العمال لا يعملون"),
    ),
    synonyms=(("انهيار", "سقوط"), ("غادرت", "تركت"), ("تموت", "تذبل"), ("أعلنت", "ذكرت")),
    fillers=(
        "ولم تصدر البلدية أي بيان.",
        "وأغلقت المدارس في القرى الشرقية أبوابها يوم الاثنين بسبب نقص المياه، كما قال مدير التعليم.",
    ),
)

RAIL_JAPANESE = Article(
    name="rail-japanese",
    text=_paragraphs(
        "海北鉄道は10日、山川線の一部を来年3月末で廃止すると発表した。廃止されるのは北浜駅から白岩駅までの28キロで、利用者"
        "は1日平均140人だった。",
        "同社の森田冬子社長は記者会見で「苦しい決断だが、赤字は年間6億円に達した」と述べた。「地元の皆さまには丁寧に説明"
        "する」とも語った。",
        "沿線の北浜町では、高校生の約3割が通学に列車を使う。沿線の白岩町では、高校生の約2割が通学に列車を使う。町は代わり"
        "のバスを求めている。",
        "北浜町の谷口春夫町長は「町の声は届いた」と話した。白岩町の役場は取材に応じると答えた。",
        "山川線は1931年に開業した。1968年には1日4200人が利用したが、道路の整備が進み、利用者は減り続けた。",
        "廃止後の線路は、自転車道として使う案がある。県は来月、検討会を開く。",
    ),
    spelling=("森田冬子", "守田冬子"),
    speakers=("谷口春夫", "石井秋江"),
    denials=(("声は届いた", "声は届かない"), ("取材に応じる", "取材に応じない"), ("案がある", "案は無い")),
    synonyms=(
        ("苦しい", "厳しい"),
        ("丁寧に", "詳しく"),
        ("発表した", "公表した"),
        ("求めている", "要望している"),
    ),
    fillers=("県は対応を急いでいる。", "鉄道の愛好家らは、最後の列車に乗ろうと早くも予約を始めたという。"),
)

SCHOOL_HEBREW = Article(
    name="school-hebrew",
    text=_paragraphs(
        "עיריית גבעת הזית החליטה ביום שלישי לסגור שני בתי ספר בסוף השנה, ולהעביר 620 תלמידים לבניין חדש בצפון העיר.",
        "ראש העיר, נועה ברקאי, אמרה כי ההחלטה התקבלה לאחר שנה של דיונים. „הבניינים הישנים מסוכנים”, אמרה. „אנחנו כן "
        "מקשיבים להורים.”",
        "בבית הספר אלון לומדים 340 תלמידים. בבית הספר ארז לומדים 280 תלמידים. שני בתי הספר נבנו בשנת 1961.",
        "ההורים הגישו עתירה. „אף אחד לא שאל אותנו”, אמר יואב שטרנפלד, אב לשלושה ילדים. „קיבלנו מכתב, וזה הכול.”",
        "הבניין החדש יעלה 48 מיליון שקלים. הבנייה תתחיל במאי ותסתיים בספטמבר. העירייה אמרה כי תפעיל הסעות "
        "לכל התלמידים.",
    ),
    spelling=("שטרנפלד", "שטרנפילד"),
    speakers=("יואב שטרנפלד", "דנה אלמוג"),
    denials=(("כן מקשיבים", "לא מקשיבים"), ("תתחיל במאי", "לא תתחיל במאי"), ("כי תפעיל", "כי לא תפעיל")),
    synonyms=(("החליטה", "הכריעה"), ("דיונים", "ויכוחים"), ("הגישו", "מסרו"), ("מסוכנים", "מתפוררים")),
    fillers=(
        "הדיון בבית המשפט נקבע לחודש הבא.",
        "מורים בשני בתי הספר אמרו כי נודע להם על הסגירה מן העיתון המקומי.",
    ),
)

ARTICLES = (
    HARBOUR,
    ELECTION,
    FOOTBALL,
    COURT,
    QUAKE,
    BUDGET,
    FACTORY,
    WATER_ARABIC,
    RAIL_JAPANESE,
    SCHOOL_HEBREW,
)
