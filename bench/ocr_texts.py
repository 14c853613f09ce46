"""What `bench.ocr` draws: running text with names, dates and numbers in each language text recognition knows."""

PARAGRAPHS: dict[str, tuple[str, ...]] = {
    "eng": (
        "All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience "
        "and should act towards one another in a spirit of brotherhood.",
        "The bureau informs you that Mr Jonathan Whitfield, born on 14 March 1968 in Sheffield, holder of passport "
        "No. 531940276, was questioned on 7 November 2019 about three transfers of 48,500.00 euros to an account "
        "in Limassol. He denied having signed the contract and asked for a lawyer.",
        "No one shall be subjected to arbitrary arrest, detention or exile. Everyone charged with a penal offence has "
        "the right to be presumed innocent until proved guilty according to law in a public trial.",
        "Please send the documents (annex 4, pages 12-31) to the office in Baker Street before Friday; copies that "
        "arrive later will not be taken into account. Questions: registry@example.org or +44 20 7946 0812.",
        "The committee met twice during the winter. Its members could not agree whether the files had been deleted "
        "on purpose, and the chairwoman, Ms Okafor, wrote a separate opinion of six pages.",
    ),
    "fra": (
        "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de "
        "conscience et doivent agir les uns envers les autres dans un esprit de fraternité.",
        "Le bureau vous informe que M. Jérôme Lefèvre, né le 14 août 1968 à Besançon, titulaire du passeport "
        "nº 09AK41276, a été entendu le 7 décembre 2019 au sujet de trois virements de 48 500,00 euros vers un "
        "compte à Limassol. Il a nié avoir signé le contrat et a demandé l'assistance d'un avocat.",
        "Nul ne peut être arbitrairement arrêté, détenu ou exilé. Toute personne accusée d'un acte délictueux est "
        "présumée innocente jusqu'à ce que sa culpabilité ait été légalement établie au cours d'un procès public.",
        "Veuillez envoyer les pièces (annexe 4, pages 12 à 31) à l'adresse du siège, 18 rue de l'Église, avant "
        "vendredi; les copies reçues plus tard ne seront pas prises en compte. Questions: greffe@example.org.",
        "La commission s'est réunie deux fois pendant l'hiver. Ses membres n'ont pas pu s'entendre sur la question "
        "de savoir si les dossiers avaient été effacés exprès, et la présidente a rédigé un avis séparé.",
    ),
    "rus": (
        "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью и "
        "должны поступать в отношении друг друга в духе братства.",
        "Бюро сообщает, что Самойлов Иван Петрович, 14 марта 1968 года рождения, уроженец города Казани, паспорт "
        "92 05 318746, был опрошен 7 ноября 2019 года о трех переводах по 48 500,00 евро на счет в Лимасоле. Он "
        "отрицал, что подписал договор, и попросил пригласить адвоката.",
        "Никто не может быть подвергнут произвольному аресту, задержанию или изгнанию. Каждый человек, обвиняемый "
        "в совершении преступления, имеет право считаться невиновным до тех пор, пока его вина не будет доказана.",
        "Просим направить документы (приложение 4, листы 12-31) по адресу: ул. Щорса, д. 14, кв. 7, до пятницы; "
        "копии, поступившие позже, рассматриваться не будут. Телефон для справок: 8 (843) 292-17-45.",
        "Комиссия собиралась дважды в течение зимы. Ее члены не смогли договориться о том, были ли дела удалены "
        "намеренно, и председатель изложила свое особое мнение на шести страницах.",
    ),
    "spa": (
        "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y "
        "conciencia, deben comportarse fraternalmente los unos con los otros.",
        "La oficina le informa de que don Iñigo Muñoz Peña, nacido el 14 de marzo de 1968 en Logroño, titular del "
        "pasaporte AAB531940, fue interrogado el 7 de noviembre de 2019 sobre tres transferencias de 48.500,00 "
        "euros a una cuenta en Limasol. Negó haber firmado el contrato y pidió un abogado.",
        "Nadie podrá ser arbitrariamente detenido, preso ni desterrado. Toda persona acusada de delito tiene derecho "
        "a que se presuma su inocencia mientras no se pruebe su culpabilidad conforme a la ley y en juicio público.",
        "Envíen los documentos (anexo 4, páginas 12-31) a la sede de la calle Alcalá antes del viernes; las copias "
        "que lleguen más tarde no se tendrán en cuenta. ¿Preguntas? Escriban a registro@example.org.",
        "La comisión se reunió dos veces durante el invierno. Sus miembros no lograron ponerse de acuerdo sobre si "
        "los expedientes habían sido borrados a propósito, y la presidenta redactó una opinión separada.",
    ),
    "deu": (
        "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt "
        "und sollen einander im Geist der Brüderlichkeit begegnen.",
        "Das Amt teilt Ihnen mit, dass Herr Jürgen Großmann, geboren am 14. März 1968 in Nürnberg, Inhaber des Passes "
        "C01X0006H, am 7. November 2019 zu drei Überweisungen von 48.500,00 Euro auf ein Konto in Limassol befragt "
        "wurde. Er bestritt, den Vertrag unterschrieben zu haben, und bat um einen Anwalt.",
        "Niemand darf willkürlich festgenommen, in Haft gehalten oder des Landes verwiesen werden. Jeder, der einer "
        "strafbaren Handlung beschuldigt wird, gilt als unschuldig, solange seine Schuld nicht nachgewiesen ist.",
        "Bitte schicken Sie die Unterlagen (Anlage 4, Seiten 12-31) bis Freitag an die Geschäftsstelle in der "
        "Königstraße; später eingehende Abschriften werden nicht berücksichtigt. Fragen an amt@example.org.",
        "Der Ausschuss tagte im Winter zweimal. Seine Mitglieder konnten sich nicht darüber einigen, ob die Akten "
        "absichtlich gelöscht worden waren, und die Vorsitzende verfasste ein eigenes Gutachten.",
    ),
    "ukr": (
        "Всі люди народжуються вільними і рівними у своїй гідності та правах. Вони наділені розумом і совістю і "
        "повинні діяти у відношенні один до одного в дусі братерства.",
        "Бюро повідомляє, що Коваленко Олексій Іванович, 14 березня 1968 року народження, уродженець міста Чернігова, "
        "паспорт СК 318746, був опитаний 7 листопада 2019 року про три перекази по 48 500,00 євро на рахунок у "
        "Лімасолі. Він заперечував, що підписав договір, і попросив запросити адвоката.",
        "Ніхто не може зазнавати безпідставного арешту, затримання або вигнання. Кожна людина, обвинувачена у "
        "вчиненні злочину, має право вважатися невинною доти, поки її вина не буде встановлена в законному порядку.",
        "Просимо надіслати документи (додаток 4, сторінки 12-31) за адресою: вул. Ґонти, буд. 14, кв. 7, до п'ятниці; "
        "копії, що надійдуть пізніше, розглядатися не будуть. Телефон для довідок: 0462 67 17 45.",
        "Комісія збиралася двічі протягом зими. Її члени не змогли домовитися про те, чи були справи видалені "
        "навмисно, і голова виклала свою окрему думку на шести сторінках.",
    ),
    "ara": (
        "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق. وقد وهبوا عقلا وضميرا وعليهم أن يعامل بعضهم بعضا بروح "
        "الإخاء.",
        "يبلغكم المكتب بأن السيد خالد منصور المولود في بيروت قد استجوب في شهر نوفمبر بشأن ثلاثة تحويلات إلى حساب في "
        "مدينة ليماسول. وقد أنكر أنه وقع على العقد وطلب حضور محام.",
        "لا يجوز القبض على أي إنسان أو حجزه أو نفيه تعسفا. كل شخص متهم بجريمة يعتبر بريئا إلى أن تثبت إدانته قانونا "
        "بمحاكمة علنية تؤمن له فيها الضمانات الضرورية للدفاع عنه.",
        "نرجو إرسال الوثائق إلى مقر اللجنة قبل يوم الجمعة، ولن ينظر في النسخ التي تصل بعد ذلك. يمكن توجيه الأسئلة إلى "
        "كاتب السجل خلال ساعات العمل الرسمية.",
        "اجتمعت اللجنة مرتين خلال فصل الشتاء. ولم يتمكن أعضاؤها من الاتفاق على ما إذا كانت الملفات قد حذفت عمدا، "
        "وكتبت الرئيسة رأيا منفصلا في ست صفحات.",
    ),
    "tur": (
        "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. Akıl ve vicdana sahiptirler ve birbirlerine "
        "karşı kardeşlik zihniyeti ile hareket etmelidirler.",
        "Büro, 14 Mart 1968 tarihinde Eskişehir'de doğan, U12345678 numaralı pasaportun sahibi İbrahim Yıldırım'ın "
        "7 Kasım 2019 günü Limasol'daki bir hesaba yapılan 48.500,00 avroluk üç havale hakkında sorgulandığını "
        "bildirir. Kendisi sözleşmeyi imzaladığını inkâr etmiş ve bir avukat istemiştir.",
        "Hiç kimse keyfi olarak yakalanamaz, alıkonulamaz veya sürülemez. Bir suç işlemekle sanık herkes, savunması "
        "için kendisine gerekli bütün imkanların sağlandığı açık bir yargılama sonunda suçlu görülmedikçe masumdur.",
        "Lütfen belgeleri (ek 4, sayfa 12-31) cuma gününe kadar Çiçek Sokağı'ndaki büroya gönderiniz; daha sonra gelen "
        "kopyalar dikkate alınmayacaktır. Sorularınız için: kayit@example.org.",
        "Komisyon kış boyunca iki kez toplandı. Üyeleri dosyaların bilerek silinip silinmediği konusunda anlaşamadı "
        "ve başkan altı sayfalık ayrı bir görüş yazdı.",
    ),
}
