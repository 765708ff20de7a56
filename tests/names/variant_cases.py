"""Pairs of spellings that write one name, and pairs that write two; written for these tests."""

SAME = (
    """
Hezbollah=Hizbullah|Hezbollah=Hizballah|Hizbullah=Hizballah|Hezbollah=Hizbollah|Assad=al-Asad|Bashar al-Assad=Bashar al-Asad
Bashar al-Assad=Bashar Assad|Rouhani=Ruhani|Hassan Rouhani=Hasan Rohani|Khamenei=Khameney|Soleimani=Suleimani
Qassem Soleimani=Qasem Suleimani|Qassem Soleimani=Qassim Sulaimani|Soleimani=Soleymani|Mohammed Javad Zarif=Mohammad Javad Zarif
Mohammed Morsi=Muhammad Mursi|Mohamed Morsi=Mohammed Mursi|Osama bin Laden=Usama bin Ladin|Omar al-Bashir=Umar al-Bashir
Moqtada al-Sadr=Muqtada al-Sadr|Nouri al-Maliki=Nuri al-Maliki|Haider al-Abadi=Haidir al-Abadi|Rafik Hariri=Rafiq Hariri
Saeed Jalili=Said Jalili|Ali Akbar Salehi=Ali Akbar Salihi|Abdullah Gul=Abdallah Gul|Abdel Fattah al-Sisi=Abdul Fattah al-Sisi
Abdel Rahman Yusuf=Abdul Rahman Yousuf|Ayatollah Sistani=Ayatullah Sistani|Hassan Nasrallah=Hasan Nasrullah|Hassan Nasrallah=Hassan Nasrollah
Houthi=Huthi|Houthis=Huthis|Hodeidah=Hudaydah|Hodeidah=Hodeida|Hodeidah=Al Hudaydah|Qom=Qum|Dohuk=Dohuq|Esfahan=Isfahan|Idlib=Edlib
Sanaa=Sana'a|Raqqa=Raqqah|Raqqa=Rakka|Latakia=Lattakia|Benghazi=Bengazi|Zarqawi=Zarkawi|Abu Musab al-Zarqawi=Abu Musab al-Zarkawi
Taliban=Talibaan|Taliban=Taleban|al-Qaeda=al-Qaida|al-Qaeda=al-Kaida|al-Shabaab=al-Shabab|Mujahideen=Mujahedin|Mujahideen=Mujahidin
Daesh=Daish|Sergei Lavrov=Sergey Lavrov|Sergei Ivanov=Serguei Ivanov|Yeltsin=Eltsin|Boris Yeltsin=Boris Eltsin|Yevgeny Prigozhin=Evgeny Prigozhin
Dmitry Medvedev=Dmitri Medvedev|Dmitry Medvedev=Dmitriy Medvedev|Zelensky=Zelenskyy|Zelensky=Zelenskiy|Volodymyr Zelensky=Volodymyr Zelenskyi
Kyiv=Kiev|Alexei Navalny=Alexey Navalny|Alexei Navalny=Aleksei Navalny|Tchaikovsky=Chaikovsky|Yuri Andropov=Yury Andropov
Nikolai Patrushev=Nikolay Patrushev|Djibouti=Jibuti|Waziristan=Vaziristan|Kuwait=Kuweit|Omar Khan=Umar Khan|Karim Aga=Kareem Aga
Ahmed Chalabi=Ahmad Chalabi|Ahmadinejad=Ahmadinezhad|Mahmoud Ahmadinejad=Mahmud Ahmadinejad|Mahmoud Abbas=Mahmud Abbas|Yasser Arafat=Yassir Arafat
Yasser Arafat=Yasir Arafat|Hosni Mubarak=Husni Mubarak|Saddam Hussein=Saddam Hussain|Saddam Hussein=Sadam Husain|Hossein Salami=Hussein Salami
Tariq Aziz=Tarik Aziz|Tareq Aziz=Tariq Aziz|Faisal Mekdad=Feisal Mekdad|Faisal Mekdad=Faysal Mikdad|Walid Jumblatt=Waleed Jumblatt
Moammar Gaddafi=Moammar Ghaddafi|Gaddafi=Gadafi|Gaddafi=Gadhafi
Ismail Haniyeh=Ismail Haniya|Khaled Meshaal=Khalid Mishal|Khaled Mashal=Khalid Mashal|Jalal Talabani=Djalal Talabani
Massoud Barzani=Masoud Barzani|Massoud Barzani=Mas'ud Barzani|Ibrahim Raisi=Ebrahim Raisi|Ebrahim Raisi=Ebrahim Raeesi|Amir Hatami=Ameer Hatami
Naim Qassem=Naeem Qassem|Abu Bakr al-Baghdadi=Abu Bakr al-Bagdadi|Khrushchev=Khruschev|Sheikh Hasina=Shaikh Hasina|Hekmatyar=Hikmatyar
Gulbuddin Hekmatyar=Gulbudin Hikmatyar|Najaf=Najjaf|Sulaymaniyah=Sulaimaniya|Sulaymaniyah=Suleimaniya|Peshmerga=Peshmirga
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

DIFFERENT = (
    """
Iran=Iraq|Hamas=Hamad|Hassan=Hussein|Oman=Amman|Mali=Malawi|Niger=Nigeria|Austria=Australia|Basra=Busra|Sudan=Sedan
Karim=Kerem|Jamal=Jamil|Khalid=Khalil|Salam=Salem|Saad=Said|Hamid=Hamad|Hamid=Ahmad|Akram=Karim|Amir=Omar|Emir=Amir|Nasser=Nasr
Tehran=Tirana|Kerman=Karaman|Tabriz=Tbilisi|Homs=Hama|Aleppo=Alep|Erbil=Irbid|Kabul=Kahul|Herat=Harat|Mosul=Masul
Hassan Rouhani=Hussein Rouhani|Ali Khamenei=Ali Khomeini|Khamenei=Khomeini|Mohammed Ali=Mohammed Adi|Hassan Nasrallah=Hussein Nasrallah
Sergei Ivanov=Sergei Ivanko|Dmitry Medvedev=Dmitry Medvedchuk|Boris Yeltsin=Boris Yelkin|Kharkiv=Kherson|Lviv=Lvov|Minsk=Pinsk|Baku=Batu
Qatar=Katara|Manama=Panama|Dubai=Dibba|Doha=Daha|Taiz=Tuzla|Mukalla=Makala|Marib=Mahrib|Aden=Adana|Saada=Sada'ah City
Basij=Basra|Quds=Kurds|Fatah=Fateh|Fars=Faris|Mehr=Mahar|Tasnim=Tanzim|Hashd=Hasid|Badr=Bader|Ansar=Anzar|Jihad=Jahid
Rafsanjani=Rafjani|Larijani=Lahijani|Salehi=Salahi|Zarif=Sharif|Jafari=Ja'fari Ali|Velayati=Vilnius|Hatami=Khatami|Bolton=Belton|Araghchi=Araki
Turkey=Turkmenistan|Slovakia=Slovenia|Guinea=Guyana|Gambia=Zambia|Congo=Conga|Chad=Chand|Tunis=Tunisia|Algiers=Algeria|Kuwait=Kuwaiti
Hodeidah=Hadidah|Sirte=Surt|Benghazi=Bangui|Tobruk=Tabuk|Misrata=Masirah|Derna=Deraa|Deraa=Dara|Palmyra=Palmira Ali|Afrin=Afran
Lavrov=Larov|Lavrov=Lavrova|Putin=Patin|Shoigu=Shogu|Peskov=Pskov|Zakharova=Zakharov|Navalny=Navalnaya|Kadyrov=Kadirova|Surkov=Sirkov
Abadi=Ebadi|Maliki=Malaki|Barzani=Barzanji|Talabani=Taleban|Sistani=Sistan|Hakim=Hakam|Jaafari=Jafar|Allawi=Alawi Salem|Sadr=Sadrist|Amiri=Emiri
Saleh=Salah|Hadi=Houdi|Mansour=Monsour|Ahmar=Ahmer Ali|Zubaidi=Zabadi|Houthi=Hothman|Beheshti=Behshahr|Mousavi=Musawa|Karroubi=Karabi|Ganji=Gunji
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

# The same key, but two people: only the company they keep tells.
SAME_KEY_OTHER_CONTEXT = (
    """
Mohammed Ali=Mohammed Aly|Ahmed Hassan=Ahmad Hasan|Omar Khan=Umar Khan|Salem=Salim|Ali Hosseini=Ali Husseini
Abdullah Saleh=Abdallah Saleh|Karim Aziz=Kareem Aziz|Sergei Ivanov=Sergey Ivanov|Said=Saeed|Amer=Amir
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
