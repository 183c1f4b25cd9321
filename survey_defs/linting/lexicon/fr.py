"""The French lexicon."""

import re

from survey_defs.linting.lexicon.kinds import Lexicon, any_of

_PAIR = r"(?:propres?|rangée?s?|sec|secs|sèches?|nette?s?|polie?s?|aimables?|serviables?|rapides?|claire?s?|correcte?s?|complète?s?|complets?|chaude?s?|fraîche?s?|frais|professionnels?|professionnelles?|efficaces?|éclairée?s?|sûre?s?|confortables?|calmes?)"
_UNIT = r"(?:secondes?|minutes?|heures?|jours?|sonneries?|fois|pas|mètres?|personnes?|clients?|articles?|%|°c|degrés?|euros?|francs?|tasses?|tables?)"
_NUMBER = r"(?:\d+(?:[.,:h]\d+)?|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|soixante)"
_STAFF = r"(?:le personnel|l[’']équipe|ils|elles|il|elle|on|quelqu[’']un|(?:l[’']|un |une |le |la |les )(?:employée?s?|serveurs?|serveuses?|caissiers?|caissières?|conseillers?|conseillères?|vendeurs?|vendeuses?|réceptionnistes?|agents?|collaborateurs?|collaboratrices?|personne))"
_VERBS = r"(?:saluée?s?|accueillie?s?|remerciée?s?|souri|aidée?s?|servie?s?|proposée?|dit|demandé|montré|donné|écoutée?s?|expliqué|excusée?s?|conseillée?s?|présentée?s?)"
_QUOTE = r"(?:«\s*(?:[^\s»]+\s+){2,}[^»]*»|[“\"](?:[^\s”\"]+\s+){2,}[^”\"]*[”\"])"

FRENCH = Lexicon(
    joined=any_of(
        rf"{_PAIR} et {_PAIR}",
        rf"{_VERBS} (?:\w+ ){{0,3}}et (?:\w+ ){{0,3}}{_VERBS}",
        r"et (?:est-ce|avez-vous|a-t-on|a-t-il|a-t-elle|était|étaient|combien|comment)",
        r"et/ou", r"ainsi que",
    ),
    leading=any_of(
        r"ne (?:trouvez|pensez|croyez)-vous pas", r"n[’'](?:était|étaient|est|avez|a-t|êtes)\S* (?:\w+ )?pas", r"à quel point (?:\w+ )?(?:étiez|avez|était|le|la|l[’'])", r"bien sûr", r"évidemment", r"naturellement", r"comme (?:prévu|toujours|d[’']habitude|promis)",
        r"(?:notre|nos|l[’']) ?(?:excellente?s?|délicieu\w+|fameu\w+|célèbres?|superbes?)", r"daigné", r"(?:pris|prendre) la peine", r"n[’']a (?:même )?pas",
    ),
    vague=any_of(
        r"rapid(?:e|es|ement)", r"vite", r"bientôt", r"immédiatement", r"tout de suite", r"promptement", r"raisonnable(?:s|ment)?", r"adéquate?s?", r"appropriée?s?", r"suffisa(?:nt|nte|mment)", r"correctement", r"convenable(?:s|ment)?", r"acceptables?", r"régulièrement", r"souvent", r"fréquemment", r"beaucoup", r"plusieurs", r"quelques", r"assez", r"normal(?:e|ement)?", r"trop long(?:ue|temps)?", r"longtemps", r"dans (?:un délai|les meilleurs délais)", r"en bon état", r"bien (?:tenue?s?|entretenue?s?|présentée?s?|garnie?s?|approvisionnée?s?)", r"peu de temps", r"sans tarder",
    ),
    measured=any_of(rf"{_NUMBER} {_UNIT}", r"avant (?:que|de|d[’']|votre|le|la|l[’'])\s?\w+"),
    presupposes=any_of(
        r"quels? (?:problèmes?|erreurs?|difficultés?|défauts?) (?:a|ont|avez|est|sont)\S*", r"quelles? (?:erreurs?|difficultés?|réclamations?|fautes?) (?:a|ont|avez|est|sont)\S*", r"(?<!dit-il )(?<!dit-elle )(?<!dit )(?<!expliqué )(?<!indiqué )(?<!indique )pourquoi", r"qu[’']avez-vous (?:le plus |le moins )?(?:aimé|détesté|préféré)", r"comment (?:le|la|votre) (?:problème|réclamation|erreur|retard) a-t-(?:il|elle) été", r"de qui était-ce la faute", r"toujours (?:sale|en retard|lent|cassé|fermé)e?", r"a(?:-t-il|-t-elle|-t-on)? (?:enfin|finalement)",
    ),
    if_it_happened=re.compile(
        r"(?<!\w)(?:(?<!demandé )(?<!demander )(?<!voir )(?<!savoir )(?<!vérifier )s[i’'] ?(?:vous (?!souhaitiez|vouliez|aviez besoin)|le |la |les |l[’']|un |une |votre |il |elle |on |quelqu|quelque )|en cas d|dans le cas où|(?:quand|lorsque|après que) (?:\w+ ){0,4}(?:en retard|manquait|erreur|problème|rupture|réclam\w+|s[’']est trompé\w*))",
        re.IGNORECASE,
    ),
    act=any_of(r"salu(?:er|ée?s?|ent)", r"accueil(?:li|lie|lir)?e?s?", r"remerci(?:er|ée?s?|ements?)", r"propos(?:er|ée?s?)", r"serv(?:ir|ie?s?)", r"expliqu(?:er|ée?s?)", r"dit(?:es?)?", r"dire", r"présent(?:er|ée?s?)", r"excus(?:er|ée?s?|es)", r"abord(?:er|ée?s?)", r"conseill(?:er|ée?s?)", r"recommand(?:er|ée?s?)", r"au revoir", r"sour(?:i|ire)", r"répond(?:re|u)", r"demand(?:er|ée?s?)", r"aid(?:er|ée?s?)", r"remis(?:e|es)?", r"montr(?:er|ée?s?)", r"souhait(?:er|ée?s?)", r"remarqu(?:er|ée?s?)"),
    how=re.compile(r"^\s*(?:comment|quand|quel|quels|quelle|quelles|qui|que|qu[’']|où|combien|de quelle|en combien|au bout de)(?!\w)", re.IGNORECASE),
    nothing=any_of(r"aucune?s?", r"rien", r"personne", r"non", r"ne", r"n[’']\w+", r"jamais", r"pas", r"sans", r"refus\w*", r"ni"),
    good=any_of(r"(?:très |assez |plutôt |tout à fait |vraiment )?(?:bien|bons?|bonnes?|excellente?s?|ravie?s?|contente?s?|satisfaite?s?|aimables?|chaleureu\w+|chaude?s?|propres?|utiles?|rapides?|polie?s?|parfaite?s?|claire?s?|facile?s?|agréables?|confortables?|fraîche?s?|frais|accueillante?s?|attentive?s?|attentifs?|enchantée?s?|probables?|meilleure?s?|supérieure?s?)"),
    bad=any_of(r"(?:très |assez |plutôt |vraiment )?(?:mal|mauvaise?s?|médiocres?|froide?s?|froids?|sales?|lente?s?|impolie?s?|mécontente?s?|insatisfaite?s?|déçue?s?|rebutée?s?|désagréables?|difficiles?|horribles?|nuls?|nulles?|inutiles?|improbables?|inacceptables?|pires?|inférieure?s?|distante?s?|ennuyée?s?|irritée?s?|faibles?)", r"pas (?:du tout )?\w+", r"peu \w+"),
    neutral=any_of(r"neutres?", r"ni .* ni .*", r"indifférente?s?", r"moyens?", r"moyennes?", r"correcte?s?", r"mitigée?s?", r"tièdes?", r"passables?", r"comme attendu"),
    agree=any_of(r"(?:êtes-vous|dans quelle mesure êtes-vous|à quel point êtes-vous) (?:\w+ )?d[’']accord", r"tout à fait d[’']accord", r"pas (?:du tout )?d[’']accord"),
    negation=any_of(r"pas", r"aucune?s?", r"rien", r"(?<!une )(?<!la )(?<!cette )(?<!chaque )(?<!par )personne", r"jamais", r"sans", r"évit\w+", r"refus\w+"),
    bad_thing=any_of(r"sales?", r"manqu\w+", r"absente?s?", r"impolie?s?", r"incorrecte?s?", r"incomplète?s?", r"désordre", r"cassée?s?", r"fausse?s?", r"faux", r"bloquée?s?", r"inaccessibles?", r"malpropres?", r"désagréables?"),
    jargon=any_of(r"SKU", r"PLV", r"UGS", r"ILV", r"planogrammes?", r"cross-?selling", r"up-?selling", r"vente additionnelle", r"KPI", r"NPS", r"CSAT", r"SBAM", r"facing", r"merchandising", r"omnicanale?", r"têtes? de gondole", r"parcours client", r"points? de contact", r"panier moyen", r"SVI", r"CRM", r"back-?office", r"front-?office", r"proacti(?:f|ve|vité)", r"process", r"client(?:e|s)? mystère"),
    exact=any_of(rf"en moins de {_NUMBER} {_UNIT}", rf"dans les {_NUMBER} (?:premières? )?{_UNIT}", rf"(?:plus|moins) de {_NUMBER} (?:secondes?|minutes?|heures?|sonneries?)", rf"(?:au bout|au plus|au moins) de? ?{_NUMBER} {_UNIT}", r"exactement (?:combien|\d+)", r"(?:nombre|heure|durée) exacte?", r"à la (?:seconde|minute) près"),
    gives_away=any_of(rf"{_STAFF} (?:doit|doivent|devrait|devraient|est censée?|sont censée?s|a pour consigne|est tenue?)", r"la (?:norme|règle|consigne|procédure|politique) (?:est|veut|dit|exige|impose)", r"le standard (?:est|veut|exige)", r"la (?:bonne|meilleure) réponse", r"(?:tous les|aucun|maximum de) points?", r"(?:normes|standards) (?:de l[’']enseigne|de la marque|de service)"),
    opinion=any_of(r"aimable(?:s|ment)?", r"agréable(?:s|ment)?", r"bonne?s?", r"bons", r"profession+el(?:le|les|s|lement)?", r"accueillante?s?", r"serviables?", r"polie?s?", r"poliment", r"sincère(?:s|ment)?", r"compétente?s?", r"courtoise?s?", r"séduisante?s?", r"satisfaisante?s?", r"heureu(?:x|se|ses)", r"confortables?", r"délicieu(?:x|se|ses)", r"chaleureu(?:x|se|ses|sement)", r"attenti(?:f|fs|ve|ves)", r"souriante?s?", r"patiente?s?", r"excellente?s?", r"impressionnante?s?", r"respectueu(?:x|se|sement)"),
    mind=any_of(r"sembl(?:ait|aient|er|é)", r"(?:avait|avaient|eu)(?:-ils?|-elles?|-on)? l[’']air", r"paraissait", r"paraissaient", r"voulait", r"voulaient", r"se souciait", r"intéressée?s? (?:par|à)", r"heureu(?:x|se|ses) de", r"sincère(?:s|ment)?", r"ennuyée?s?", r"compris (?:votre|vos|ce)", r"essayé", r"fait (?:un|des) efforts?", r"motivée?s?", r"passionnée?s?", r"fiers? de", r"fière de", r"avai(?:t|ent) envie", r"ressenti par", r"connaissait (?:ses|son)"),
    unscripted=any_of(r"(?:quelque chose|geste|attention) (?:de |d[’'])?(?:spéciale?|particuli(?:er|ère)|inattendue?|de plus|exceptionnel(?:le)?|spontanée?)", r"surpris(?:e|es)?", r"au-delà (?:de|du|des)", r"fait plus que", r"qu[’']aucune règle ne (?:demande|prévoit)", r"qui n[’']était pas prévu", r"petite? (?:attention|geste) (?:spontané|inattendu)e?"),
    word_for_word=any_of(r"mot (?:pour|à) mot", r"(?:mots|phrase|formule|termes) exacte?s?", r"(?:la|une|cette) (?:phrase|formule|accroche) (?:d[’']accueil|officielle|imposée|standard|de l[’']enseigne)", r"(?:le|du) (?:script|slogan)", r"formule (?:d[’']accueil|de prise de congé) (?:officielle|imposée|standard)"),
    quoted_speech=re.compile(rf"(?<!\w)(?:dit|dire|salué\w* (?:par|avec)|demandé|utilisé|employé|conclu par|répondu|terminé par)[^«“\"]{{0,25}}{_QUOTE}", re.IGNORECASE),
    overall=any_of(r"globale?(?:ment)?", r"dans l[’']ensemble", r"en général", r"au total", r"tout compte fait", r"impression générale", r"satisfaite?s? de (?:votre|cette) (?:visite|expérience|appel)", r"notez (?:votre|la|cette) (?:visite|expérience)"),
    greeting=any_of(r"salu(?:er|ée?s?|ation)", r"accueil\w*", r"bonjour", r"bonsoir", r"bienvenue", r"premier (?:contact|mot)", r"décroché"),
    goodbye=any_of(r"au revoir", r"remerci\w+", r"merci", r"souhait\w+", r"prise de congé", r"en partant", r"à bientôt", r"bonne (?:journée|soirée|fin)", r"fin de l[’']appel"),
    link_back=any_of(r"revenir", r"reviendr\w+", r"retour\w*", r"prochaine? (?:fois|visite|étape|rendez-vous|séjour|commande|appel)", r"à nouveau", r"invit\w+", r"rappel\w+", r"réserv\w+", r"fidélité", r"raison de", r"suite"),
)  # fmt: skip
