"""Chinese characters: a family name and a given name in pinyin, and the commonest Japanese names in their own reading.

Which language a name in Chinese characters belongs to is not written on it. A name that begins with a Japanese family
name of two characters is read as Japanese; all others are read as Chinese.
"""

# Chinese family names of two characters.
DOUBLE = frozenset(
    "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 尉迟 尉遲 皇甫 公孙 公孫 慕容 "
    "令狐 司徒 夏侯 东方 東方 独孤 獨孤 南宫 南宮 长孙 長孫".split()
)

JAPANESE_FAMILY = {
    "佐藤": "sato", "鈴木": "suzuki", "高橋": "takahashi", "田中": "tanaka", "伊藤": "ito", "渡辺": "watanabe",
    "渡邊": "watanabe", "山本": "yamamoto", "中村": "nakamura", "小林": "kobayashi", "加藤": "kato",
    "吉田": "yoshida",
    "山田": "yamada", "佐々木": "sasaki", "山口": "yamaguchi", "松本": "matsumoto", "井上": "inoue", "木村": "kimura",
    "斎藤": "saito", "斉藤": "saito", "齋藤": "saito", "清水": "shimizu", "山崎": "yamazaki", "阿部": "abe",
    "安倍": "abe",
    "池田": "ikeda", "橋本": "hashimoto", "山下": "yamashita", "石川": "ishikawa", "中島": "nakajima",
    "前田": "maeda",
    "藤田": "fujita", "小川": "ogawa", "後藤": "goto", "岡田": "okada", "長谷川": "hasegawa", "村上": "murakami",
    "近藤": "kondo", "石井": "ishii", "坂本": "sakamoto", "遠藤": "endo", "藤井": "fujii", "青木": "aoki",
    "福田": "fukuda",
    "三浦": "miura", "西村": "nishimura", "藤原": "fujiwara", "太田": "ota", "松田": "matsuda", "原田": "harada",
    "岡本": "okamoto", "中川": "nakagawa", "中野": "nakano", "小野": "ono", "田村": "tamura", "竹内": "takeuchi",
    "金子": "kaneko", "和田": "wada", "中山": "nakayama", "石田": "ishida", "上田": "ueda", "森田": "morita",
    "小島": "kojima", "柴田": "shibata", "酒井": "sakai", "工藤": "kudo", "横山": "yokoyama", "宮崎": "miyazaki",
    "宮本": "miyamoto", "内田": "uchida", "高木": "takagi", "安藤": "ando", "谷口": "taniguchi", "大野": "ono",
    "丸山": "maruyama", "今井": "imai", "高田": "takada", "藤本": "fujimoto", "村田": "murata", "武田": "takeda",
    "上野": "ueno", "杉山": "sugiyama", "増田": "masuda", "小山": "koyama", "大塚": "otsuka", "平野": "hirano",
    "菅原": "sugawara", "久保": "kubo", "千葉": "chiba", "松井": "matsui", "岩崎": "iwasaki", "桜井": "sakurai",
    "木下": "kinoshita", "松尾": "matsuo", "岸田": "kishida", "石破": "ishiba", "麻生": "aso", "小泉": "koizumi",
    "河野": "kono", "野口": "noguchi", "新井": "arai", "菊地": "kikuchi", "菊池": "kikuchi", "古川": "furukawa",
    "服部": "hattori", "島田": "shimada", "水野": "mizuno", "吉川": "yoshikawa", "山内": "yamauchi",
    "西田": "nishida",
    "川口": "kawaguchi", "川崎": "kawasaki", "浅野": "asano", "大西": "onishi", "重信": "shigenobu",
    "麻原": "asahara",
    "鳩山": "hatoyama", "三木": "miki", "大平": "ohira", "宮沢": "miyazawa", "細川": "hosokawa", "黒田": "kuroda",
    "本田": "honda", "豊田": "toyoda", "松下": "matsushita", "川上": "kawakami", "北野": "kitano", "黒澤": "kurosawa",
}  # fmt: skip

JAPANESE_GIVEN = {
    "太郎": "taro", "一郎": "ichiro", "次郎": "jiro", "二郎": "jiro", "三郎": "saburo", "健一": "kenichi",
    "健二": "kenji",
    "健太": "kenta", "花子": "hanako", "晋三": "shinzo", "純一郎": "junichiro", "浩": "hiroshi", "博": "hiroshi",
    "博之": "hiroyuki", "弘": "hiroshi", "誠": "makoto", "隆": "takashi", "孝": "takashi", "明": "akira",
    "明子": "akiko",
    "和子": "kazuko", "幸子": "sachiko", "恵子": "keiko", "洋子": "yoko", "裕子": "yuko", "久美子": "kumiko",
    "由美子": "yumiko",
    "美穂": "miho", "直樹": "naoki", "大輔": "daisuke", "拓也": "takuya", "翔太": "shota", "達也": "tatsuya",
    "哲也": "tetsuya",
    "和也": "kazuya", "修": "osamu", "茂": "shigeru", "実": "minoru", "進": "susumu", "清": "kiyoshi", "勝": "masaru",
    "正": "tadashi", "豊": "yutaka", "徹": "toru", "剛": "tsuyoshi", "学": "manabu", "聡": "satoshi", "淳": "jun",
    "真一": "shinichi", "雄一": "yuichi", "秀樹": "hideki", "英樹": "hideki", "正樹": "masaki", "直人": "naoto",
    "義男": "yoshio",
    "文雄": "fumio", "義偉": "yoshihide", "太一": "taichi", "智子": "tomoko", "陽子": "yoko", "房子": "fusako",
    "武": "takeshi",
}  # fmt: skip

LONGEST_NAME = 4
"""A word of at most so many characters is read as a person's name."""


def is_han(word: str) -> bool:
    """Tell whether a word consists of Chinese characters."""
    return bool(word) and all("\u3400" <= letter <= "\u9fff" or letter == "々" for letter in word)


def apart(word: str) -> tuple[str, ...]:
    """Part a name written together into family name and given name; longer words into their characters."""
    for length in (3, 2):
        if word[:length] in JAPANESE_FAMILY:
            return (word[:length], word[length:]) if len(word) > length else (word,)
    if len(word) > LONGEST_NAME:
        return tuple(word)
    length = 2 if word[:2] in DOUBLE else 1
    return (word[:length], word[length:]) if len(word) > length else (word,)


def reading(word: str) -> str:
    """Give the Japanese reading of a name in Latin letters, where it is one of the commonest; nothing else."""
    return JAPANESE_FAMILY.get(word) or JAPANESE_GIVEN.get(word, "")
