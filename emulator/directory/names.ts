/** A name as it is written and the ASCII form that mail addresses use. */
export interface Name {
  written: string;
  ascii: string;
}

/** Given names and surnames that go together. */
export interface NameSet {
  given: readonly Name[];
  surnames: readonly Name[];
  /** True where the surname is written first. */
  surnameFirst: boolean;
}

/**
 * Names in the scripts that a real directory holds. No ASCII pair occurs twice, so that an address leads back to one
 * pair. The NFD forms (`Zoe` + combining diaeresis) stand for what older import tools wrote.
 */
export const nameSets: readonly NameSet[] = [
  set(
    'Adele Alex Allan Amber Andrew Ben Bianca Brian Cameron Caroline Charlotte Daisy Diego Edward Emily Enrico Fiona Grace Grady Hannah Henrietta Irvin Isaiah Joni Jordan Kayla Laura Lee Lidia Lynne Megan Miriam Nestor Oliver Patti Pradeep Quentin Rachel Raul Sara Theo Ursula Vance Wendy',
    "Adams Anderson Bowen Brooks Carter Clark Cooper Davies Deleon Evans Fisher Foster Gates Green Gupta Harris Henry Hill Holt Jackson Johnson Kelly King Lawrence Lewis Lynch Martin Miller Moore Morgan Murphy Nelson O'Brien=obrien Parker Price Quinn Reed Robbins Rogers Scott Shah Smith-Jones=smith-jones Thompson Turner Vance Walker Wilber Wright Young",
  ),
  set(
    'Jürgen=juergen Käthe=kaethe Günter=guenter Björn=bjoern Anneliese Heike Uwe Jörg=joerg Ölvir=oelvir Åsa=asa Søren=soeren Zoë=zoe',
    'Müller=mueller Schröder=schroeder Groß=gross Weiß=weiss Jäger=jaeger Köhler=koehler Ångström=angstrom Ødegård=odegard Bäcker=baecker Vogt',
  ),
  set(
    'José=jose Nuño=nuno Íñigo=inigo Begoña=begona Zoe\u0308=zoe-nfd François=francois Chloé=chloe Thaïs=thais João=joao Conceição=conceicao',
    'Muñoz=munoz Ibáñez=ibanez Gonçalves=goncalves Lefèvre=lefevre Bœuf=boeuf García=garcia d’Aubigné=daubigne Núñez=nunez',
  ),
  set(
    'Łukasz=lukasz Żaneta=zaneta Václav=vaclav Željko=zeljko Ştefan=stefan İbrahim=ibrahim Gülşah=gulsah Ágnes=agnes',
    'Wałęsa=walesa Dvořák=dvorak Šimić=simic Țepeș=tepes Yılmaz=yilmaz Çelik=celik Erdős=erdos Kovačević=kovacevic',
  ),
  set(
    'Владимир=vladimir Ольга=olga Наталья=natalya Дмитрий=dmitriy Алёна=alyona Юрий=yuriy',
    'Иванов=ivanov Щербакова=shcherbakova Кузнецов=kuznetsov Соловьёв=solovyov Чехов=chekhov',
  ),
  set('Γιώργος=giorgos Ελένη=eleni Νίκος=nikos', 'Παπαδόπουλος=papadopoulos Αθανασίου=athanasiou'),
  set('太郎=taro 花子=hanako 健=ken 美咲=misaki', '田中=tanaka 山田=yamada 髙橋=takahashi 𠮷野=yoshino', true),
  set('伟=wei 芳=fang 秀英=xiuying 小龙=xiaolong', '王=wang 李=li 张=zhang 欧阳=ouyang', true),
  set('민준=minjun 서연=seoyeon 지우=jiwoo', '김=kim 박=park 최=choi', true),
  set('محمد=mohammed فاطمة=fatima عبدالله=abdullah', 'الحداد=alhaddad المصري=almasri منصور=mansour'),
  set('דוד=david שרה=sarah', 'כהן=cohen לוי=levi'),
  set('Nguyễn-Anh=nguyenanh Thị-Hường=thihuong', 'Trần=tran Đặng=dang'),
  set('🦄Robin=robin Sky🌈=sky 👩🏽‍💻Ada=ada', 'Rose🌹=rose Wolf=wolf'),
];

function set(given: string, surnames: string, surnameFirst = false): NameSet {
  return { given: names(given), surnames: names(surnames), surnameFirst };
}

/** `Ángel=angel`: written form, then the ASCII form where lower-casing alone does not give it. */
function names(list: string): Name[] {
  return list.split(' ').map((entry) => {
    const [written = '', ascii] = entry.split('=');
    return { written, ascii: ascii ?? written.toLowerCase() };
  });
}
