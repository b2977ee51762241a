"""Tables of names that everybody knows: how common they are, which of them are one name, which short forms they have.

The tables are general knowledge about naming, written down for this purpose; they hold no data about persons. They are
read by sound (`known`), so that each name stands for all the spellings that sound like it.
"""

COMMON = {
    100: ("muhammad nguyen kim lee"),
    50: ("wang li zhang chen liu park tran singh maria ali ahmad"),
    25: (
        "hasan husain jose khan kumar devi le pham huang yang zhao wu zhou choi jung begum khatun garcia rodriguez "
        "ibrahim mahmud umar yusuf abdullah"
    ),
    10: (
        "john james robert michael william david mary juan carlos luis jorge martinez hernandez lopez gonzalez "
        "perez sanchez fernandez gomez diaz silva santos smith johnson williams brown jones jean pierre anna ivan "
        "aleksandr sergei vladimir elena olga natalia fatima aisha khalid said mustafa ismail jamal karim rahman "
        "rahim hamid sulaiman salih nasir hamza bilal usama amir saad xu sun ma zhu hu guo he gao lin luo cho kang "
        "yoon jang lim han oh seo shin kwon hwang tanaka sato suzuki takahashi ito watanabe yamamoto nakamura "
        "kobayashi kato sharma gupta das patel ram lal prasad nur siti budi dewi sri hoang phan vu dang bui do ho "
        "ngo duong thi van hossain islam akhtar bibi malik iqbal hussain shah"
    ),
    4: (
        "joseph thomas charles daniel matthew anthony mark paul steven andrew kenneth george joshua kevin brian "
        "edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott "
        "brandon benjamin samuel gregory frank alexander patrick jack dennis jerry peter henry richard christopher "
        "donald simon martin patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty "
        "sandra margaret ashley emily donna michelle carol amanda melissa deborah stephanie rebecca laura helen "
        "sharon cynthia kathleen amy angela emma sofia olivia isabella julia jane alice rose claire marie miller "
        "davis wilson anderson taylor moore jackson lee thompson white harris clark lewis robinson walker hall "
        "young king wright green baker adams nelson hill campbell mitchell roberts carter phillips evans turner "
        "torres parker collins edwards stewart flores morris murphy rivera cook rogers morgan peterson cooper reed "
        "bailey bell gomez kelly howard ward cox ruiz ramirez reyes cruz morales ortiz gutierrez chavez ramos "
        "castillo mendoza alvarez romero vargas castro rojas medina aguilar vega soto delgado pena rios herrera "
        "jimenez moreno munoz pedro miguel francisco antonio manuel rafael fernando ricardo roberto eduardo mario "
        "alberto javier alejandro enrique sergio andres diego oscar victor hugo pablo julio cesar ramon raul felipe "
        "ana carmen rosa isabel juana teresa lucia pilar elena marta cristina paula gloria martha oliveira souza "
        "sousa pereira lima costa ferreira alves ribeiro carvalho almeida joao paulo lucas marcos gabriel muller "
        "schmidt schneider fischer weber meyer wagner becker schulz hoffmann hans klaus wolfgang stefan andreas "
        "christian ursula monika sabine petra dubois durand bernard petit leroy moreau laurent michel philippe "
        "alain nicolas isabelle sophie olivier nathalie catherine rossi russo ferrari esposito bianchi giuseppe "
        "giovanni francesco marco andrea luca paolo angelo antonella jan piotr krzysztof andrzej tomasz pawel "
        "kowalski nowak katarzyna malgorzata agnieszka erik lars anders johansson andersson hansen nielsen jensen "
        "ole per andrei aleksei dmitry mikhail nikolai pavel viktor yuri oleg igor roman maksim evgeny konstantin "
        "denis anton artem kirill ilya stanislav boris grigory vasily petr tatiana irina svetlana ekaterina "
        "anastasia yulia marina galina lyudmila nina vera nadezhda ivanov petrov smirnov kuznetsov popov sokolov "
        "lebedev kozlov novikov morozov volkov ivanova petrova smirnova kuznetsova popova melnyk shevchenko "
        "bondarenko kovalenko georgy jafar salim saleh mansur tariq tahir rashid walid faisal majid nabil adnan "
        "anwar ashraf ayman adil imad zaid abbas mahdi hadi rida zainab maryam khadija layla amina huda noor yasin "
        "yasir idris ishaq yaqub zakariya dawud isa musa harun hashim qasim kamal munir habib hakim latif bashir "
        "basim samir sami fadi hani omar khalil jabir jalal badr fahd sultan turki nawaf bandar reza mehdi javad "
        "hamed saeed mohsen hossein masoud nasser mehmet mustafa emre murat yilmaz kaya demir celik sahin ozturk "
        "fatma ayse emine hatice rustam timur aslan ruslan shamil ramzan islom akbar farhad bakhtiyor dilshod "
        "gulnara rajesh sanjay vijay anil sunil ravi amit rahul deepak manoj ashok ramesh suresh mukesh dinesh "
        "sunita anita sita rita pooja priya neha yadav verma mishra pandey jain shah reddy rao nair iyer das roy "
        "ghosh banerjee chowdhury uddin miah perera silva bahadur thapa tamang gurung shrestha rai magar agus eko "
        "joko bambang slamet sutrisno hidayat setiawan wahyu andi hendra rudi dedi iwan arif rizki dian lestari "
        "wati ningsih putra putri susanto wijaya santoso kusuma pratama saputra nugroho gunawan kurniawan suryadi "
        "zheng xie tang feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei xue ye "
        "yan pan du dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui qiu qin gu hou "
        "shao meng jie ming hui lan ying hong mei xin bo lei tao qiang jing min yong hua ping na fen juan jun xiu "
        "song ahn yoo jeon ko moon son yang bae baek heo nam ji seong woo hyun yeon soo hee yoshida yamada sasaki "
        "yamaguchi matsumoto inoue kimura hayashi shimizu yamazaki mori abe ikeda hashimoto hiroshi takashi kenji "
        "taro ichiro yoko keiko yuko kazuko somchai somsak prasert suwan siriporn abebe tesfaye haile getachew "
        "bekele mamadou diallo traore keita diop ndiaye ba sow kone coulibaly ousmane ibrahima adama okafor chukwu "
        "emmanuel abubakar juma kamau mwangi"
    ),
}
"""Of a thousand people who are named in such a way, so many bear the name: orders of magnitude, no census."""

ONE_NAME = """
vladimir volodymyr volodimir uladzimir wladimir
aleksandr alexander alexandr oleksandr aliaksandr alexandre aleksander alexandros
aleksei alexei oleksii aliaksei alexey oleksiy
evgeny yevgeny yevhen evgenii yauhen
nikolai mykola mikalai nikolay nicolai
dmitry dmytro dzmitry dimitri dmitrii dmytrii dmitro
andrei andrii andriy andrej andrzej andrey
sergei serhii serhiy siarhei sergej serguei
mikhail mykhailo mikhailo mikhaylo mihail mikhayil
pavel pavlo pawel
petr petro pyotr piotr
viktor victor
igor ihor ihar
oleg oleh aleh
vasily vasyl vasil vasilii vasyli
yuri yury yurii iurii yuriy iouri
konstantin kostyantyn kostiantyn kanstantsin
fyodor fedor fedir
artem artyom artsiom
kirill kyrylo kirilo kirylo
nikita mykyta mikita
maksim maxim maksym maxime
georgy heorhii georgii georgiy giorgi heorhiy
semyon semen
grigory hryhorii grigorii hryhoriy hrihorii
ekaterina yekaterina kateryna katerina katerina
natalia natalya nataliia nataliya
tatiana tatyana tetiana tetyana
irina iryna
elena yelena olena alena
svetlana svitlana sviatlana
lyudmila ludmila liudmyla lyudmyla liudmila
galina halyna galyna
aleksandra alexandra oleksandra
yulia julia yuliia iuliia yuliya
anna ganna
john jon
smith smyth smythe
catherine katherine kathryn catharine
stephen steven stephan
philip phillip philippe
geoffrey jeffrey
eric erik
mark marc
louis luis
joseph josef
michelle michele
sarah sara
teresa theresa
brian bryan
alan allan allen
francesco franchesco
johann johan
benjamin binyamin benyamin veniamin
mueller muller
schroeder schroder
juergen jurgen
guenther gunther gunter
rustam rostam rustem
timur teymur temur
bakhtiyor bakhtiyar bakhtiar
islam islom
emomali imomali
shavkat shavkhat
berdimuhamedov berdymukhamedov berdimuhamedow berdymukhammedov
javad jawad
reza rida rza
mehdi mahdi
nasser nasir naser
nur noor nour noer
saleh salih salah saleh
amina aminah emine
fatima fatma fatemeh
zainab zeinab zeynep
khadija hatice khadijeh
layla leila leyla
tariq tarik tarek
qasim kasim kassem ghasem qassem
bashir basyir beshir baasyir baashir
faisal feisal faysal
walid waleed velid
rashid rashed rachid
habib habeeb
munir mounir mooneer
qadhafi gaddafi kadhafi gadhafi qaddafi
hamza hamzah khamza
idris edris
yaqub yakub jacoub yaqoub
dawud daoud daud dawood
uddin ud-din
jong jeong
un eun
hyon hyeon hyun
song seong
chol cheol
yong yeong young
"""
"""Forms of one name that no rule of sound joins, a name a line; in lists they stand for one person."""

KIN = """
william bill billy will willie liam wilhelm guillermo
robert bob bobby rob robbie roberto bert
richard dick rick ricky rich ricardo
james jim jimmy jamie
john jack johnny
michael mike mick mickey miguel mikhail michel
thomas tom tommy tomas
anthony tony antonio anton
joseph joe joey jose pepe giuseppe
charles charlie chuck carlos karl carl
edward ed eddie ted teddy ned eduardo
henry harry hank enrique heinrich
daniel dan danny
david dave davey
benjamin ben benny
samuel sam sammy
alexander alex sasha aleksandr sandy alejandro lex
nicholas nick nicky nicolas nikolai
stephen steve stefan esteban
gregory greg grigory
andrew andy andrei andreas andres
christopher chris kit
christian chris
matthew matt mateo matteo
patrick pat paddy
ronald ron ronnie
kenneth ken kenny
lawrence larry laurie
gerald jerry gerry
timothy tim
jeffrey jeff
frederick fred freddy friedrich fritz
maksim max
maximilian max
victor vic viktor
peter pete pedro petr pierre pietro
paul pablo pavel paolo
george jorge georgy jurgen
francis frank francisco paco pancho
francisco paco pancho
philip phil felipe
jonathan jon
joshua josh
zachary zach
abraham abe ibrahim
leonard leo len
theodore ted theo fyodor
eugene gene evgeny
donald don donnie
raymond ray
walter walt
elizabeth liz lizzie beth betty eliza bess isabel
margaret meg peggy maggie margarita
katherine kate kathy katie kitty ekaterina
susan sue susie
patricia pat patty trish
barbara barb
jennifer jen jenny
deborah deb debbie
rebecca becky
victoria vicky tori
mary molly maria polly marie
dorothy dot dolly
ann anne anna annie nancy hannah
jacqueline jackie
theresa tess terry
cynthia cindy
pamela pam
aleksandr sasha shura sanya
aleksandra sasha shura
mikhail misha
nikolai kolya
vladimir volodya vova
dmitry dima mitya
evgeny zhenya
evgenia zhenya
konstantin kostya
aleksei alyosha lyosha
ivan vanya
petr petya
pavel pasha
grigory grisha
yuri yura
sergei seryozha serezha
maria masha marusya
ekaterina katya
tatiana tanya
natalia natasha
svetlana sveta
elena lena alyona
irina ira
olga olya
ludmila lyuda
anastasia nastya
viktor vitya
boris borya
anatoly tolya
stanislav slava
vyacheslav slava
yaroslav slava
leonid lyonya
fyodor fedya
semyon senya
yakov yasha
ilya ilyusha
johannes hans johann
heinrich heinz
giovanni gianni
manuel manolo
rafael rafa
muhammad mo hamada
mehmet memo
mustafa mustapha
ibrahim ibro brahim
isabel isa chabela
concepcion concha
guadalupe lupe
eduardo lalo
enrique quique
luis lucho
susilo sus
bambang bang
herman maman
iwan wawan
kim gim
lee yi rhee ri li i
park bak pak
choi choe
jung jeong chung jong
kang gang
cho jo
lim im rim
oh o
ahn an
kwon gwon
yoo yu ryu you
noh no roh
woo u
shin sin
moon mun
yoon yun
seo suh so
paik baek paek
ko go koh
jeon chun chon
hwang
nam
kwak gwak
joo ju chu
chen chan tan
wang wong
huang wong ng hwang
zhang cheung chang teo
li lee
liu lau liew
wu ng
he ho
liang leung
deng tang teng
guo kwok kuo
ye yip ip yeh
xie tse hsieh
zhou chow chou
zhao chiu chao
yang yeung yeo
zeng tsang tseng
feng fung
xu hsu hui
pan poon
cai tsai choi chua
lin lam lim
zheng cheng tay
xiao siu hsiao
jiang chiang
zhu chu
cao tsao
lu loo
luo law lo
he ho
guan kwan
su so
du to tu
tang tong
jin kam
mao mo
song soong
zhong chung
"""
"""Short forms and romanisations that may be meant by another name and are not the same, a name a line."""
