<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Analyses</name>
    <message>
        <source>no day lies in the season</source>
        <translation>kein Tag in der Saison</translation>
    </message>
    <message>
        <source>Semivariogram</source>
        <translation>Semivariogramm</translation>
    </message>
    <message>
        <source>distance (km)</source>
        <translation>Abstand (km)</translation>
    </message>
    <message>
        <source>ACF of the area mean</source>
        <translation>ACF des Gebietsmittels</translation>
    </message>
    <message>
        <source>lag (days)</source>
        <translation>Lag (Tage)</translation>
    </message>
    <message>
        <source>ACF</source>
        <translation>ACF</translation>
    </message>
    <message>
        <source>PACF of the area mean</source>
        <translation>PACF des Gebietsmittels</translation>
    </message>
    <message>
        <source>PACF</source>
        <translation>PACF</translation>
    </message>
    <message>
        <source>Lag RMSE</source>
        <translation>Lag-RMSE</translation>
    </message>
    <message>
        <source>Lag R²</source>
        <translation>Lag-R²</translation>
    </message>
    <message>
        <source>R²</source>
        <translation>R²</translation>
    </message>
    <message>
        <source>ACF of the area median</source>
        <translation>ACF des Flächenmedians</translation>
    </message>
    <message>
        <source>PACF of the area median</source>
        <translation>PACF des Flächenmedians</translation>
    </message>
    <message>
        <source>RMSE (%1)</source>
        <translation>RMSE (%1)</translation>
    </message>
    <message>
        <source>spherical</source>
        <translation>sphärisch</translation>
    </message>
    <message>
        <source>exponential</source>
        <translation>exponentiell</translation>
    </message>
    <message>
        <source>Gaussian</source>
        <translation>gaußsch</translation>
    </message>
    <message>
        <source>Matérn</source>
        <translation>Matérn</translation>
    </message>
    <message>
        <source>two nested spherical</source>
        <translation>zwei geschachtelte sphärische</translation>
    </message>
    <message>
        <source>nugget %1</source>
        <translation>Nugget %1</translation>
    </message>
    <message>
        <source>partial sill %1</source>
        <translation>Teilschwelle %1</translation>
    </message>
    <message>
        <source>range %1 km</source>
        <translation>Reichweite %1 km</translation>
    </message>
    <message>
        <source>smoothness %1</source>
        <translation>Glattheit %1</translation>
    </message>
    <message>
        <source>singular or at a bound (%1)</source>
        <translation>singulär oder an einer Grenze (%1)</translation>
    </message>
    <message>
        <source>distance / %1 km</source>
        <translation>Abstand / %1 km</translation>
    </message>
    <message>
        <source>semivariance (%1)</source>
        <translation>Semivarianz (%1)</translation>
    </message>
    <message>
        <source>%1: per day mean %2, median %3, 10 %: %4, 90 %: %5; pooled in 256 bins %6</source>
        <translation>%1: je Tag Mittel %2, Median %3, 10 %: %4, 90 %: %5; zusammen in 256 Klassen %6</translation>
    </message>
    <message>
        <source>pooled exactly %1</source>
        <translation>zusammen, exakt %1</translation>
    </message>
    <message>
        <source>Wasserstein distance by day</source>
        <translation>Wasserstein-Abstand je Tag</translation>
    </message>
    <message>
        <source>distance (0 to 1)</source>
        <translation>Abstand (0 bis 1)</translation>
    </message>
    <message>
        <source>Distribution of values</source>
        <translation>Verteilung der Werte</translation>
    </message>
    <message>
        <source>value (%1)</source>
        <translation>Wert (%1)</translation>
    </message>
    <message>
        <source>density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>The distance is that of a coarse and a fine data set: open both.</source>
        <translation>Der Abstand ist der eines groben von einem feinen Datensatz: Öffnen Sie beide.</translation>
    </message>
    <message>
        <source>no day in common with the truth</source>
        <translation>kein Tag gemeinsam mit der Wahrheit</translation>
    </message>
    <message>
        <source>%1, bilinear</source>
        <translation>%1, bilinear</translation>
    </message>
    <message>
        <source>persistence</source>
        <translation>Persistenz</translation>
    </message>
    <message>
        <source>climatology</source>
        <translation>Klimatologie</translation>
    </message>
    <message>
        <source>RMSE by day</source>
        <translation>RMSE je Tag</translation>
    </message>
    <message>
        <source>Quantiles</source>
        <translation>Quantile</translation>
    </message>
    <message>
        <source>truth (%1)</source>
        <translation>Wahrheit (%1)</translation>
    </message>
    <message>
        <source>prediction (%1)</source>
        <translation>Vorhersage (%1)</translation>
    </message>
    <message>
        <source>Open a fine data set: it is the truth that others are held against.</source>
        <translation>Öffnen Sie einen feinen Datensatz: Er ist die Wahrheit, an der die anderen gemessen werden.</translation>
    </message>
    <message>
        <source>%1: no day lies in the season</source>
        <translation>%1: kein Tag liegt in der Jahreszeit</translation>
    </message>
    <message numerus="yes">
        <source>Over the %n day(s) that all have:</source>
        <translation>
            <numerusform>Über den %n Tag, den alle haben:</numerusform>
            <numerusform>Über die %n Tage, die alle haben:</numerusform>
        </translation>
    </message>
    <message>
        <source>All values are alike, or there are none: they have no distribution.</source>
        <translation>Alle Werte sind gleich, oder es gibt keine: Sie haben keine Verteilung.</translation>
    </message>
    <message>
        <source>%1: RMSE %2, MAE %3, bias %4, R² %5, NSE %6, KGE %7 (r %8, β %9, γ %10), %L11 cells and days</source>
        <translation>%1: RMSE %2, MAE %3, Bias %4, R² %5, NSE %6, KGE %7 (r %8, β %9, γ %10), %L11 Zellen und Tage</translation>
    </message>
    <message>
        <source>No day is in all of them: they are not scored together.</source>
        <translation>Kein Tag ist in allen: Sie werden nicht gemeinsam bewertet.</translation>
    </message>
    <message>
        <source>Area mean</source>
        <translation>Flächenmittel</translation>
    </message>
    <message>
        <source>area mean (%1)</source>
        <translation>Flächenmittel (%1)</translation>
    </message>
    <message>
        <source>Area median</source>
        <translation>Flächenmedian</translation>
    </message>
    <message>
        <source>area median (%1)</source>
        <translation>Flächenmedian (%1)</translation>
    </message>
    <message>
        <source>departure from the seasonal cycle (%1)</source>
        <translation>Abweichung vom Jahresgang (%1)</translation>
    </message>
    <message>
        <source>%1: the cell at %2 (row %3, column %4)</source>
        <translation>%1: die Zelle bei %2 (Zeile %3, Spalte %4)</translation>
    </message>
    <message>
        <source>lead (days)</source>
        <translation>Vorlauf (Tage)</translation>
    </message>
    <message>
        <source>Lag RMSE, coarse (bilinear) against fine</source>
        <translation>Lag-RMSE, grob (bilinear) gegen fein</translation>
    </message>
    <message>
        <source>Lag R², coarse (bilinear) against fine</source>
        <translation>Lag-R², grob (bilinear) gegen fein</translation>
    </message>
    <message numerus="yes">
        <source>%1, lag %2: RMSE %3, R² %4, %n pair(s) of days</source>
        <translation>
            <numerusform>%1, Abstand %2: RMSE %3, R² %4, %n Tagespaar</numerusform>
            <numerusform>%1, Abstand %2: RMSE %3, R² %4, %n Tagespaare</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 foretells %2</source>
        <translation>%1 sagt %2 voraus</translation>
    </message>
    <message>
        <source>Cross-semivariogram, coarse bilinear on fine</source>
        <translation>Kreuz-Semivariogramm, grob bilinear auf fein</translation>
    </message>
    <message>
        <source>%1: below zero at some distances; the models have no such sills, so none is fitted</source>
        <translation>%1: bei manchen Abständen unter null; solche Schwellen haben die Modelle nicht, daher wird keines angepasst</translation>
    </message>
    <message>
        <source>%1 with %2</source>
        <translation>%1 mit %2</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n day(s) in common</source>
        <translation>
            <numerusform>%1: %n gemeinsamer Tag</numerusform>
            <numerusform>%1: %n gemeinsame Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: longest range %2 km at %3°, shortest %4 km at %5°, ratio %6</source>
        <translation>%1: größte Reichweite %2 km bei %3°, kleinste %4 km bei %5°, Verhältnis %6</translation>
    </message>
    <message>
        <source>no direction reaches a sill within %1 km, three times the longest lag. Choose a longer lag or another model.</source>
        <translation>keine Richtung erreicht eine Schwelle innerhalb von %1 km, dem Dreifachen des größten Abstands. Wählen Sie einen größeren Abstand oder ein anderes Modell.</translation>
    </message>
    <message>
        <source>%1: beyond the longest lag (dashed), so extrapolated by the model, at %2</source>
        <translation>%1: jenseits des größten Abstands (gestrichelt), also vom Modell extrapoliert, bei %2</translation>
    </message>
    <message>
        <source>%1: no sill within %2 km at %3</source>
        <translation>%1: keine Schwelle innerhalb von %2 km bei %3</translation>
    </message>
    <message>
        <source>Ranges by direction</source>
        <translation>Reichweiten nach Richtung</translation>
    </message>
    <message>
        <source>practical range (km)</source>
        <translation>praktische Reichweite (km)</translation>
    </message>
    <message>
        <source>Open a coarse and a fine data set: they are held against each other.</source>
        <translation>Öffnen Sie einen groben und einen feinen Datensatz: Sie werden aneinander gemessen.</translation>
    </message>
    <message>
        <source>%1 and %2 share no day of the season. Choose another season.</source>
        <translation>%1 und %2 haben keinen Tag der Jahreszeit gemeinsam. Wählen Sie eine andere Jahreszeit.</translation>
    </message>
    <message>
        <source>fewer bins hold pairs than the model has parameters</source>
        <translation>weniger Klassen haben Paare, als das Modell Parameter hat</translation>
    </message>
    <message>
        <source>the nugget is 0</source>
        <translation>der Nugget ist 0</translation>
    </message>
    <message>
        <source>the partial sill is 0</source>
        <translation>die Teilschwelle ist 0</translation>
    </message>
    <message>
        <source>partial sill %1 is 0</source>
        <translation>Teilschwelle %1 ist 0</translation>
    </message>
    <message>
        <source>the range is at its bound</source>
        <translation>die Reichweite liegt an ihrer Grenze</translation>
    </message>
    <message>
        <source>range %1 is at its bound</source>
        <translation>Reichweite %1 liegt an ihrer Grenze</translation>
    </message>
    <message>
        <source>the smoothness is at its bound</source>
        <translation>die Glattheit liegt an ihrer Grenze</translation>
    </message>
    <message>
        <source>smoothness %1 is at its bound</source>
        <translation>Glattheit %1 liegt an ihrer Grenze</translation>
    </message>
    <message>
        <source>the bins do not tell the parameters apart</source>
        <translation>die Klassen trennen die Parameter nicht</translation>
    </message>
    <message>
        <source>%1: no cell has a value of truth and prediction</source>
        <translation>%1: keine Zelle hat einen Wert von Wahrheit und Vorhersage</translation>
    </message>
    <message>
        <source>–: a score that is not defined where the truth or the prediction does not vary</source>
        <translation>–: ein Maß, das nicht bestimmt ist, wo Wahrheit oder Vorhersage sich nicht ändern</translation>
    </message>
    <message>
        <source>%1 is missing in %2</source>
        <translation>%1 fehlt in %2</translation>
    </message>
    <message>
        <source>The truth has no value in the region on the days that all have.</source>
        <translation>Die Wahrheit hat an den Tagen, die alle haben, keinen Wert in der Region.</translation>
    </message>
    <message>
        <source>Event: a value above %1, percentile %2 of the truth</source>
        <translation>Ereignis: ein Wert über %1, Perzentil %2 der Wahrheit</translation>
    </message>
    <message>
        <source>Downscale with two or more members to see this.</source>
        <translation>Rechnen Sie mit zwei oder mehr Mitgliedern herunter, um dies zu sehen.</translation>
    </message>
    <message>
        <source>No cell has a value of truth and every member.</source>
        <translation>Keine Zelle hat einen Wert von Wahrheit und jedem Mitglied.</translation>
    </message>
    <message>
        <source>%1: no cell has a value of truth and every member</source>
        <translation>%1: keine Zelle hat einen Wert von Wahrheit und jedem Mitglied</translation>
    </message>
    <message>
        <source>%1, one member: CRPS %2, its MAE; no spread</source>
        <translation>%1, ein Mitglied: CRPS %2, sein MAE; keine Streuung</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n members: fair CRPS %2, spread %3, RMSE of their mean %4, spread/skill %5</source>
        <translation>
            <numerusform>%1, %n Mitglied: fairer CRPS %2, Streuung %3, RMSE des Mittels %4, Streuung/Fehler %5</numerusform>
            <numerusform>%1, %n Mitglieder: fairer CRPS %2, Streuung %3, RMSE des Mittels %4, Streuung/Fehler %5</numerusform>
        </translation>
    </message>
    <message>
        <source>Rank histogram</source>
        <translation>Ranghistogramm</translation>
    </message>
    <message>
        <source>members below the truth</source>
        <translation>Mitglieder unter der Wahrheit</translation>
    </message>
    <message>
        <source>share of cells and days</source>
        <translation>Anteil der Zellen und Tage</translation>
    </message>
    <message>
        <source>Rank histogram: flat (dashed) where truth and members are drawn alike; a trough tells of too little spread, a slope of a bias</source>
        <translation>Ranghistogramm: flach (gestrichelt), wo Wahrheit und Mitglieder gleich verteilt sind; eine Mulde zeigt zu wenig Streuung, ein Gefälle einen Bias</translation>
    </message>
    <message>
        <source>Spread and error</source>
        <translation>Streuung und Fehler</translation>
    </message>
    <message>
        <source>√((m+1)/m) · spread (%1)</source>
        <translation>√((m+1)/m) · Streuung (%1)</translation>
    </message>
    <message>
        <source>Reliability</source>
        <translation>Zuverlässigkeit</translation>
    </message>
    <message>
        <source>probability foretold</source>
        <translation>vorhergesagte Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>share that came true</source>
        <translation>eingetroffener Anteil</translation>
    </message>
    <message>
        <source>Brier score %1 = reliability %2 − resolution %3 + uncertainty %4</source>
        <translation>Brier-Maß %1 = Zuverlässigkeit %2 − Auflösung %3 + Unsicherheit %4</translation>
    </message>
    <message>
        <source>%1: of use in no neighbourhood</source>
        <translation>%1: in keiner Umgebung brauchbar</translation>
    </message>
    <message>
        <source>%1: of use from %2 km on</source>
        <translation>%1: brauchbar ab %2 km</translation>
    </message>
    <message>
        <source>Fraction skill</source>
        <translation>Anteilsgüte</translation>
    </message>
    <message>
        <source>neighbourhood (km)</source>
        <translation>Umgebung (km)</translation>
    </message>
    <message>
        <source>fraction skill score</source>
        <translation>Fraction Skill Score</translation>
    </message>
    <message>
        <source>%1: where it has values, none of the truth is an event</source>
        <translation>%1: wo es Werte hat, ist keiner der Wahrheit ein Ereignis</translation>
    </message>
    <message>
        <source>No value of the truth lies above its percentile %1: there are too few, or all are alike.</source>
        <translation>Kein Wert der Wahrheit liegt über ihrem Perzentil %1: Es sind zu wenige, oder alle sind gleich.</translation>
    </message>
    <message>
        <source>Of use is a score above %1 (dashed)</source>
        <translation>Brauchbar ist ein Maß über %1 (gestrichelt)</translation>
    </message>
    <message>
        <source>No cell has a value of truth and prediction.</source>
        <translation>Keine Zelle hat einen Wert von Wahrheit und Vorhersage.</translation>
    </message>
    <message>
        <source>All values are alike, or there are none: they make no scatter.</source>
        <translation>Alle Werte sind gleich, oder es gibt keine: Sie streuen nicht.</translation>
    </message>
    <message>
        <source>regression</source>
        <translation>Regression</translation>
    </message>
    <message>
        <source>Scatter density: %1</source>
        <translation>Streudichte: %1</translation>
    </message>
    <message>
        <source>%1: no regression line, as the truth does not vary</source>
        <translation>%1: keine Regressionsgerade, da die Wahrheit sich nicht ändert</translation>
    </message>
    <message>
        <source>%1 = %2 + %3 · truth, r %4, %L5 cells and days</source>
        <translation>%1 = %2 + %3 · Wahrheit, r %4, %L5 Zellen und Tage</translation>
    </message>
    <message>
        <source>The region is too small or too narrow for a spectrum.</source>
        <translation>Die Region ist zu klein oder zu schmal für ein Spektrum.</translation>
    </message>
    <message>
        <source>On no day is there a cell that truth and predictions have.</source>
        <translation>An keinem Tag gibt es eine Zelle, die Wahrheit und Vorhersagen haben.</translation>
    </message>
    <message>
        <source>Power spectrum</source>
        <translation>Leistungsspektrum</translation>
    </message>
    <message>
        <source>wavelength (km)</source>
        <translation>Wellenlänge (km)</translation>
    </message>
    <message>
        <source>variance per wave (%1)</source>
        <translation>Varianz je Welle (%1)</translation>
    </message>
    <message numerus="yes">
        <source>Spectra over the bounding box of the region, mean of %n day(s):</source>
        <translation>
            <numerusform>Spektren über den Rahmen der Region, Mittel von %n Tag:</numerusform>
            <numerusform>Spektren über den Rahmen der Region, Mittel von %n Tagen:</numerusform>
        </translation>
    </message>
    <message>
        <source>truth</source>
        <translation>Wahrheit</translation>
    </message>
    <message>
        <source>%1: no variance at some wavelengths, which are left out of the chart</source>
        <translation>%1: bei manchen Wellenlängen keine Varianz; sie fehlen im Diagramm</translation>
    </message>
    <message>
        <source>%1: log-spectral distance %2 dB</source>
        <translation>%1: log-spektraler Abstand %2 dB</translation>
    </message>
    <message>
        <source>Scores of members count cells alike.</source>
        <translation>Maße der Mitglieder zählen alle Zellen gleich.</translation>
    </message>
    <message>
        <source>Of use is a score above %1 to %2 (dashed), by the cells that each has</source>
        <translation>Brauchbar ist ein Maß über %1 bis %2 (gestrichelt), je nach den Zellen, die jedes hat</translation>
    </message>
    <message>
        <source>Pinned cell, %1</source>
        <translation>Zelle der Nadel, %1</translation>
    </message>
    <message>
        <source>ACF of the pinned cell, %1</source>
        <translation>ACF der Zelle der Nadel, %1</translation>
    </message>
    <message>
        <source>PACF of the pinned cell, %1</source>
        <translation>PACF der Zelle der Nadel, %1</translation>
    </message>
    <message>
        <source>pinned cell (%1), %2</source>
        <translation>Zelle der Nadel (%1), %2</translation>
    </message>
    <message>
        <source>ACF, pinned cell (%1)</source>
        <translation>ACF, Zelle der Nadel (%1)</translation>
    </message>
    <message>
        <source>PACF, pinned cell (%1)</source>
        <translation>PACF, Zelle der Nadel (%1)</translation>
    </message>
    <message>
        <source>Middle cell, %1</source>
        <translation>Mittlere Zelle, %1</translation>
    </message>
    <message>
        <source>ACF of the middle cell, %1</source>
        <translation>ACF der mittleren Zelle, %1</translation>
    </message>
    <message>
        <source>PACF of the middle cell, %1</source>
        <translation>PACF der mittleren Zelle, %1</translation>
    </message>
    <message>
        <source>middle cell (%1), %2</source>
        <translation>mittlere Zelle (%1), %2</translation>
    </message>
    <message>
        <source>ACF, middle cell (%1)</source>
        <translation>ACF, mittlere Zelle (%1)</translation>
    </message>
    <message>
        <source>PACF, middle cell (%1)</source>
        <translation>PACF, mittlere Zelle (%1)</translation>
    </message>
    <message>
        <source>the pinned place lies outside the data</source>
        <translation>die Nadel steckt außerhalb der Daten</translation>
    </message>
    <message>
        <source>RMSE of the mean (%1)</source>
        <translation>RMSE des Mittels (%1)</translation>
    </message>
    <message>
        <source>cells and days (log scale)</source>
        <translation>Zellen und Tage (log. Skala)</translation>
    </message>
    <message>
        <source>no PACF, as too few days have all these days before them,</source>
        <translation>keine PACF, da zu wenige Tage alle diese Tage vor sich haben,</translation>
    </message>
    <message>
        <source>no PACF, as the days before depend on each other,</source>
        <translation>keine PACF, da die Tage davor voneinander abhängen,</translation>
    </message>
    <message>
        <source>no PACF, as no run of days without a gap is longer,</source>
        <translation>keine PACF, da keine Folge von Tagen ohne Lücke länger ist,</translation>
    </message>
    <message>
        <source>no PACF, as the days before leave nothing to foretell,</source>
        <translation>keine PACF, da die Tage davor nichts vorherzusagen lassen,</translation>
    </message>
    <message>
        <source>no PACF, as Yule-Walker ends at a lag without a pair,</source>
        <translation>keine PACF, da Yule-Walker bei einem Lag ohne Paar endet,</translation>
    </message>
    <message>
        <source>no PACF, as Yule-Walker ends at a value of 1 or more,</source>
        <translation>keine PACF, da Yule-Walker bei einem Wert von 1 oder mehr endet,</translation>
    </message>
    <message>
        <source>no pair of days</source>
        <translation>kein Paar von Tagen</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n day(s), worth %2 independent ones</source>
        <translation>
            <numerusform>%1: %n Tag, so viel wert wie %2 unabhängige</numerusform>
            <numerusform>%1: %n Tage, so viel wert wie %2 unabhängige</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; Ljung-Box to lag %2: %3</source>
        <translation>%1; Ljung-Box bis Lag %2: %3</translation>
    </message>
    <message>
        <source>no R², as images are constant or have one cell in common,</source>
        <translation>kein R², da Bilder konstant sind oder nur eine Zelle gemeinsam haben,</translation>
    </message>
    <message>
        <source>published of %1 (MERRA-2 and G5NR, all days)</source>
        <translation>veröffentlicht für %1 (MERRA-2 und G5NR, alle Tage)</translation>
    </message>
    <message>
        <source>%1 over %2</source>
        <translation>%1 gegenüber %2</translation>
    </message>
    <message>
        <source>%1: MSE skill %2</source>
        <translation>%1: MSE-Skill %2</translation>
    </message>
    <message>
        <source>%1 (coarse)</source>
        <translation>%1 (grob)</translation>
    </message>
    <message>
        <source>%1 (fine)</source>
        <translation>%1 (fein)</translation>
    </message>
    <message>
        <source>its values are in %1, those of %2 in %3: they cannot be held against each other. Open data of the same unit</source>
        <translation>die Werte sind in %1, die von %2 in %3: sie lassen sich nicht vergleichen. Daten derselben Einheit öffnen</translation>
    </message>
    <message>
        <source>%1: some %2 % of the values lie at or below 1e-6 and are taken for 1e-6 by log10. Look at native units</source>
        <translation>%1: etwa %2 % der Werte sind höchstens 1e-6 und gelten für log10 als 1e-6. Native Einheiten wählen</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1: %2 at lag %3</source>
        <translation>%1: %2 bei Lag %3</translation>
    </message>
    <message>
        <source>%1: %2 at lags %3</source>
        <translation>%1: %2 bei den Lags %3</translation>
    </message>
    <message>
        <source>Middle cell of each data set</source>
        <translation>Mittlere Zelle jedes Datensatzes</translation>
    </message>
    <message>
        <source>ACF of the middle cell of each data set</source>
        <translation>ACF der mittleren Zelle jedes Datensatzes</translation>
    </message>
    <message>
        <source>PACF of the middle cell of each data set</source>
        <translation>PACF der mittleren Zelle jedes Datensatzes</translation>
    </message>
    <message>
        <source>middle cell (%1)</source>
        <translation>mittlere Zelle (%1)</translation>
    </message>
    <message>
        <source>ACF, middle cell</source>
        <translation>ACF, mittlere Zelle</translation>
    </message>
    <message>
        <source>PACF, middle cell</source>
        <translation>PACF, mittlere Zelle</translation>
    </message>
    <message>
        <source>no value in the region on the days of the truth</source>
        <translation>kein Wert in der Region an den Tagen der Wahrheit</translation>
    </message>
    <message>
        <source>Cells that one of them lacks on a day are left out of all on that day.</source>
        <translation>Zellen, die einem von ihnen an einem Tag fehlen, zählen an diesem Tag bei keinem.</translation>
    </message>
    <message>
        <source>no model: %1</source>
        <translation>kein Modell: %1</translation>
    </message>
    <message>
        <source>%1 to %2 km</source>
        <translation>%1 bis %2 km</translation>
    </message>
    <message>
        <source>%1: of each day at most %2 pairs, drawn at random (seed %3)</source>
        <translation>%1: von jedem Tag höchstens %2 Paare, zufällig gezogen (Startwert %3)</translation>
    </message>
    <message>
        <source>no pair of cells with data is %1 to %2 km apart in the chosen directions. Choose a longer lag or a larger region.</source>
        <translation>kein Paar von Zellen mit Daten liegt in den gewählten Richtungen %1 bis %2 km auseinander. Einen größeren Abstand oder eine größere Region wählen.</translation>
    </message>
    <message>
        <source>%1: none of the pairs of cells is %2 apart, so there is no value</source>
        <translation>%1: kein Paar von Zellen liegt %2 auseinander, daher gibt es dort keinen Wert</translation>
    </message>
    <message>
        <source>%1: one day alone has no spread over days</source>
        <translation>%1: ein Tag allein hat keine Streuung über Tage</translation>
    </message>
</context>
<context>
    <name>AnalysisForms</name>
    <message>
        <source>Longest lag</source>
        <translation>Größter Abstand</translation>
    </message>
    <message>
        <source> km</source>
        <translation> km</translation>
    </message>
    <message>
        <source>Bins</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>by number</source>
        <translation>nach Anzahl</translation>
    </message>
    <message>
        <source>by width</source>
        <translation>nach Breite</translation>
    </message>
    <message>
        <source>of equal counts</source>
        <translation>gleich stark besetzt</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>spherical</source>
        <translation>sphärisch</translation>
    </message>
    <message>
        <source>exponential</source>
        <translation>exponentiell</translation>
    </message>
    <message>
        <source>Gaussian</source>
        <translation>gaußsch</translation>
    </message>
    <message>
        <source>Matérn</source>
        <translation>Matérn</translation>
    </message>
    <message>
        <source>two nested spherical</source>
        <translation>zwei geschachtelte sphärische</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>pairs / lag²</source>
        <translation>Paare / Abstand²</translation>
    </message>
    <message>
        <source>pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <source>Spread over days</source>
        <translation>Streuung über die Tage</translation>
    </message>
    <message>
        <source>Lags as shares of the longest</source>
        <translation>Abstände als Teil des größten</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
    <message>
        <source>Of the region&apos;s</source>
        <translation>Der Region</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>Seasonal cycle</source>
        <translation>Jahresgang</translation>
    </message>
    <message>
        <source>left in</source>
        <translation>belassen</translation>
    </message>
    <message>
        <source>monthly means taken off</source>
        <translation>Monatsmittel abgezogen</translation>
    </message>
    <message>
        <source>harmonics taken off</source>
        <translation>Harmonische abgezogen</translation>
    </message>
    <message>
        <source>ACF</source>
        <translation>ACF</translation>
    </message>
    <message>
        <source>biased, as published</source>
        <translation>verzerrt, wie veröffentlicht</translation>
    </message>
    <message>
        <source>adjusted</source>
        <translation>angepasst</translation>
    </message>
    <message>
        <source>PACF</source>
        <translation>PACF</translation>
    </message>
    <message>
        <source>Yule-Walker, as published</source>
        <translation>Yule-Walker, wie veröffentlicht</translation>
    </message>
    <message>
        <source>Yule-Walker, adjusted</source>
        <translation>Yule-Walker, angepasst</translation>
    </message>
    <message>
        <source>least squares</source>
        <translation>kleinste Quadrate</translation>
    </message>
    <message>
        <source>Burg</source>
        <translation>Burg</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>Bänder</translation>
    </message>
    <message>
        <source>white noise</source>
        <translation>weißes Rauschen</translation>
    </message>
    <message>
        <source>Bartlett</source>
        <translation>Bartlett</translation>
    </message>
    <message>
        <source>Days across a gap or between two years&apos; seasons form no pair. Levinson-Durbin, Burg in segments (de Waele and Broersen 2000), Bartlett 1946, Ljung and Box 1978.</source>
        <translation>Tage über eine Lücke hinweg oder zwischen den Jahreszeiten zweier Jahre bilden kein Paar. Levinson-Durbin, Burg in Abschnitten (de Waele und Broersen 2000), Bartlett 1946, Ljung und Box 1978.</translation>
    </message>
    <message>
        <source>Cells count by their area</source>
        <translation>Zellen zählen nach ihrer Fläche</translation>
    </message>
    <message>
        <source>The fine data set is the truth. R² is the squared correlation, NSE the coefficient of determination; KGE with its parts after Gupta et al. 2009. Climatology is the mean of the other days of the calendar month.</source>
        <translation>Der feine Datensatz ist die Wahrheit. R² ist die quadrierte Korrelation, NSE das Bestimmtheitsmaß; KGE mit seinen Teilen nach Gupta et al. 2009. Die Klimatologie ist das Mittel der anderen Tage des Kalendermonats.</translation>
    </message>
    <message>
        <source>Estimator</source>
        <translation>Schätzer</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>north-south</source>
        <translation>Nord-Süd</translation>
    </message>
    <message>
        <source>northeast-southwest</source>
        <translation>Nordost-Südwest</translation>
    </message>
    <message>
        <source>east-west</source>
        <translation>Ost-West</translation>
    </message>
    <message>
        <source>southeast-northwest</source>
        <translation>Südost-Nordwest</translation>
    </message>
    <message>
        <source>Distances</source>
        <translation>Entfernungen</translation>
    </message>
    <message>
        <source>on the sphere</source>
        <translation>auf der Kugel</translation>
    </message>
    <message>
        <source>on WGS 84</source>
        <translation>auf WGS 84</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>of each data set</source>
        <translation>jedes Datensatzes</translation>
    </message>
    <message>
        <source>of coarse with fine (cross)</source>
        <translation>von grob mit fein (Kreuz)</translation>
    </message>
    <message>
        <source>ranges by direction (rose)</source>
        <translation>Reichweiten nach Richtung (Rose)</translation>
    </message>
    <message>
        <source>Matheron 1963, over all pairs of cells of a day (Marcotte 1996); Cressie and Hawkins 1980 and Dowd 1984 over 200000 of them a day; weights after Cressie 1985. Cross: the coarse data interpolated bilinearly to the fine cells, by Matheron&apos;s estimator (Wackernagel 2003). Rose: practical ranges of the model fitted in 12 sectors of azimuth (Isaaks and Srivastava 1989).</source>
        <translation>Matheron 1963, über alle Zellpaare eines Tages (Marcotte 1996); Cressie und Hawkins 1980 und Dowd 1984 über 200000 davon je Tag; Gewichte nach Cressie 1985. Kreuz: die groben Daten bilinear auf die feinen Zellen gebracht, mit Matherons Schätzer (Wackernagel 2003). Rose: praktische Reichweiten des in 12 Azimutsektoren angepassten Modells (Isaaks und Srivastava 1989).</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>ACF and PACF</source>
        <translation>ACF und PACF</translation>
    </message>
    <message>
        <source>series and ACF</source>
        <translation>Reihe und ACF</translation>
    </message>
    <message>
        <source>series and PACF</source>
        <translation>Reihe und PACF</translation>
    </message>
    <message>
        <source>Images of</source>
        <translation>Bilder von</translation>
    </message>
    <message>
        <source>each data set</source>
        <translation>jedem Datensatz</translation>
    </message>
    <message>
        <source>coarse against fine</source>
        <translation>grob gegen fein</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>Band</translation>
    </message>
    <message>
        <source>standard deviation of pairs</source>
        <translation>Standardabweichung der Paare</translation>
    </message>
    <message>
        <source>95 % of the mean, bootstrap</source>
        <translation>95 % des Mittels, Bootstrap</translation>
    </message>
    <message>
        <source>Images of day t and day t−k, mean and standard deviation over all such pairs (Xiang et al. 2025); R² is the squared correlation. Coarse against fine: the coarse day t−k, interpolated bilinearly to the fine cells, foretells the fine day t. Bootstrap: blocks of days drawn anew (Politis and Romano 1992).</source>
        <translation>Bilder der Tage t und t−k, Mittel und Standardabweichung über alle solchen Paare (Xiang et al. 2025); R² ist die quadrierte Korrelation. Grob gegen fein: Der grobe Tag t−k, bilinear auf die feinen Zellen gebracht, sagt den feinen Tag t voraus. Bootstrap: Blöcke von Tagen neu gezogen (Politis und Romano 1992).</translation>
    </message>
    <message>
        <source>Second chart</source>
        <translation>Zweites Diagramm</translation>
    </message>
    <message>
        <source>quantiles</source>
        <translation>Quantile</translation>
    </message>
    <message>
        <source>power spectrum</source>
        <translation>Leistungsspektrum</translation>
    </message>
    <message>
        <source>fraction skill</source>
        <translation>Anteilsgüte (FSS)</translation>
    </message>
    <message>
        <source>scatter density</source>
        <translation>Streudichte</translation>
    </message>
    <message>
        <source>rank histogram of the members</source>
        <translation>Ranghistogramm der Mitglieder</translation>
    </message>
    <message>
        <source>spread and error of the members</source>
        <translation>Streuung und Fehler der Mitglieder</translation>
    </message>
    <message>
        <source>reliability of the members</source>
        <translation>Zuverlässigkeit der Mitglieder</translation>
    </message>
    <message>
        <source>Event above percentile</source>
        <translation>Ereignis über Perzentil</translation>
    </message>
    <message>
        <source>Densities are of the cells of the region in bins of equal width, in log10 of equal ratio. The distance is that of Xiang et al. 2025, always of log10.</source>
        <translation>Dichten sind die der Zellen der Region in Klassen gleicher Breite, in log10 gleichen Verhältnisses. Der Abstand ist der von Xiang et al. 2025, immer von log10.</translation>
    </message>
    <message>
        <source>pinned cell, else the middle one</source>
        <translation>Zelle der Nadel, sonst die mittlere</translation>
    </message>
</context>
<context>
    <name>AnalysisPanel</name>
    <message>
        <source>Of log10 of the values, as published; else of the values in their unit</source>
        <translation>Von log10 der Werte, wie veröffentlicht; sonst von den Werten in ihrer Einheit</translation>
    </message>
    <message>
        <source>log10 of the values</source>
        <translation>log10 der Werte</translation>
    </message>
    <message>
        <source>What was found, and by which formulas</source>
        <translation>Was gefunden wurde, und nach welchen Formeln</translation>
    </message>
    <message>
        <source>Options of this analysis</source>
        <translation>Optionen dieser Analyse</translation>
    </message>
    <message>
        <source>Export this analysis</source>
        <translation>Diese Analyse exportieren</translation>
    </message>
    <message>
        <source>Figure…</source>
        <translation>Abbildung…</translation>
    </message>
    <message>
        <source>Table…</source>
        <translation>Tabelle…</translation>
    </message>
    <message>
        <source>Formulas: %1</source>
        <translation>Formeln: %1</translation>
    </message>
    <message>
        <source>computing…</source>
        <translation>wird berechnet…</translation>
    </message>
</context>
<context>
    <name>CellSeries</name>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>ColourBar</name>
    <message>
        <source>missing</source>
        <translation>kein Wert</translation>
    </message>
</context>
<context>
    <name>ColourBarInput</name>
    <message>
        <source>The range is locked. Double-click to open Colours.</source>
        <translation>Der Bereich ist gesperrt. Ein Doppelklick öffnet Farben.</translation>
    </message>
    <message>
        <source>Drag an end to move it, the middle to move both, turn the wheel to widen or narrow the range.
Double-click to open Colours.</source>
        <translation>Ein Ende ziehen verschiebt es, die Mitte ziehen beide; das Rad dehnt oder engt den Bereich.
Ein Doppelklick öffnet Farben.</translation>
    </message>
</context>
<context>
    <name>ColourEditor</name>
    <message>
        <source>Re&amp;versed</source>
        <translation>&amp;Umgekehrt</translation>
    </message>
    <message>
        <source>S&amp;ymmetric about zero</source>
        <translation>S&amp;ymmetrisch um null</translation>
    </message>
    <message>
        <source>Loc&amp;k the range</source>
        <translation>Bereich &amp;sperren</translation>
    </message>
    <message>
        <source>Low percentile</source>
        <translation>Unteres Perzentil</translation>
    </message>
    <message>
        <source>High percentile</source>
        <translation>Oberes Perzentil</translation>
    </message>
    <message>
        <source>From Vie&amp;w</source>
        <translation>Aus dem Ausschnitt (&amp;w)</translation>
    </message>
    <message>
        <source>From Re&amp;gion</source>
        <translation>Aus der Re&amp;gion</translation>
    </message>
    <message>
        <source>From Wh&amp;ole Map</source>
        <translation>Aus der &amp;ganzen Karte</translation>
    </message>
    <message>
        <source>Continuous</source>
        <translation>Stufenlos</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>Logarithmisch</translation>
    </message>
    <message>
        <source>Symmetric logarithmic</source>
        <translation>Symmetrisch logarithmisch</translation>
    </message>
    <message>
        <source>&amp;Palette</source>
        <translation>&amp;Palette</translation>
    </message>
    <message>
        <source>&amp;Steps</source>
        <translation>S&amp;tufen</translation>
    </message>
    <message>
        <source>Sca&amp;le</source>
        <translation>Ska&amp;la</translation>
    </message>
    <message>
        <source>Linear &amp;to ±</source>
        <translation>&amp;Linear bis ±</translation>
    </message>
    <message>
        <source>Ra&amp;nge</source>
        <translation>&amp;Bereich</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>P&amp;ercentiles</source>
        <translation>P&amp;erzentile</translation>
    </message>
    <message>
        <source>A logarithmic scale needs values above zero: type a larger maximum first.</source>
        <translation>Eine logarithmische Skala braucht Werte über null: zuerst ein größeres Maximum eingeben.</translation>
    </message>
    <message>
        <source>The linear part has to be above zero and narrower than the range.</source>
        <translation>Der lineare Teil muss größer als null und schmaler als der Bereich sein.</translation>
    </message>
    <message>
        <source>The range needs two numbers.</source>
        <translation>Der Bereich braucht zwei Zahlen.</translation>
    </message>
    <message>
        <source>A logarithmic scale needs a minimum above zero.</source>
        <translation>Eine logarithmische Skala braucht ein Minimum über null.</translation>
    </message>
    <message>
        <source>The maximum has to be larger than the minimum.</source>
        <translation>Das Maximum muss größer als das Minimum sein.</translation>
    </message>
    <message>
        <source>Palette</source>
        <translation>Palette</translation>
    </message>
</context>
<context>
    <name>ColoursDialog</name>
    <message>
        <source>This m&amp;ap</source>
        <translation>Diese K&amp;arte</translation>
    </message>
    <message>
        <source>All maps with the same &amp;units</source>
        <translation>Alle Karten mit gleicher &amp;Einheit</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>&amp;Map</source>
        <translation>&amp;Karte</translation>
    </message>
    <message>
        <source>Apply to</source>
        <translation>Gilt für</translation>
    </message>
    <message>
        <source>The region holds no data on this map.</source>
        <translation>In der Region hat diese Karte keine Daten.</translation>
    </message>
    <message>
        <source>There are no data in view.</source>
        <translation>Im Ausschnitt sind keine Daten.</translation>
    </message>
    <message>
        <source>All values between these percentiles are alike, or none is above zero.</source>
        <translation>Alle Werte zwischen diesen Perzentilen sind gleich, oder keiner liegt über null.</translation>
    </message>
    <message>
        <source>The low percentile has to be less than the high one.</source>
        <translation>Das untere Perzentil muss kleiner als das obere sein.</translation>
    </message>
</context>
<context>
    <name>CornerTable</name>
    <message>
        <source>Latitude, °N</source>
        <translation>Breite, °N</translation>
    </message>
    <message>
        <source>Longitude, °E</source>
        <translation>Länge, °O</translation>
    </message>
</context>
<context>
    <name>CountryDialog</name>
    <message>
        <source>Select Countries</source>
        <translation>Länder auswählen</translation>
    </message>
    <message>
        <source>Search, for example “Kuwait”</source>
        <translation>Suchen, zum Beispiel „Kuwait“</translation>
    </message>
    <message>
        <source>Outlines as Natural Earth 1:50m draws them; no statement about borders.</source>
        <translation>Umrisse nach Natural Earth 1:50m; keine Aussage über Grenzen.</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Tick one or several countries.</source>
        <translation>Ein oder mehrere Länder ankreuzen.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Countries</source>
        <translation>Länder</translation>
    </message>
</context>
<context>
    <name>DataPanel</name>
    <message>
        <source>Open data sets</source>
        <translation>Geöffnete Datensätze</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
    </message>
    <message>
        <source>Synthetic demo data</source>
        <translation>Synthetische Demodaten</translation>
    </message>
    <message>
        <source>coarse</source>
        <translation>grob</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>fein</translation>
    </message>
    <message>
        <source>not shown</source>
        <translation>nicht angezeigt</translation>
    </message>
    <message>
        <source>Use %1 as</source>
        <translation>%1 verwenden als</translation>
    </message>
    <message>
        <source>Use as</source>
        <translation>Verwenden als</translation>
    </message>
    <message>
        <source>Variable of %1</source>
        <translation>Variable von %1</translation>
    </message>
    <message>
        <source>Variable</source>
        <translation>Variable</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Level of %1</source>
        <translation>Niveau von %1</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Niveau</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Zeitschritte</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>Lücken</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Gitter</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>Gitterweite</translation>
    </message>
    <message>
        <source>Nothing open.
File &gt; Open… or Open Demo</source>
        <translation>Nichts geöffnet.
Datei &gt; Öffnen… oder Demo öffnen</translation>
    </message>
    <message>
        <source>Short days</source>
        <translation>Kurze Tage</translation>
    </message>
    <message>
        <source>Repeated</source>
        <translation>Doppelt</translation>
    </message>
    <message>
        <source>In common</source>
        <translation>Gemeinsam</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>Date shown</source>
        <translation>Gezeigtes Datum</translation>
    </message>
</context>
<context>
    <name>DateJump</name>
    <message>
        <source>There are no days yet: open a data set.</source>
        <translation>Es gibt noch keine Tage: einen Datensatz öffnen.</translation>
    </message>
    <message>
        <source>No data set has %1. The first day is %2.</source>
        <translation>Kein Datensatz hat den %1. Der erste Tag ist der %2.</translation>
    </message>
    <message>
        <source>No data set has %1. The last day is %2.</source>
        <translation>Kein Datensatz hat den %1. Der letzte Tag ist der %2.</translation>
    </message>
    <message>
        <source>No data set has %1. The nearest days are %2 and %3.</source>
        <translation>Kein Datensatz hat den %1. Die nächsten Tage sind %2 und %3.</translation>
    </message>
    <message>
        <source>“%1” is no date. Write it as YYYY-MM-DD, such as 2006-07-14.</source>
        <translation>„%1“ ist kein Datum. Bitte als JJJJ-MM-TT schreiben, etwa 2006-07-14.</translation>
    </message>
    <message>
        <source>The calendar of the data (%1) has no day %2.</source>
        <translation>Der Kalender der Daten (%1) hat keinen Tag %2.</translation>
    </message>
</context>
<context>
    <name>DaySpanEdit</name>
    <message>
        <source>First day</source>
        <translation>Erster Tag</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
</context>
<context>
    <name>DayText</name>
    <message>
        <source>short day: mean of %1 of %2 steps, %3 h are missing</source>
        <translation>kurzer Tag: Mittel aus %1 von %2 Schritten, %3 h fehlen</translation>
    </message>
    <message numerus="yes">
        <source>short day: mean of %n step(s), %1 h are missing</source>
        <translation>
            <numerusform>kurzer Tag: Mittel aus %n Schritt, %1 h fehlen</numerusform>
            <numerusform>kurzer Tag: Mittel aus %n Schritten, %1 h fehlen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>mean of %n step(s)</source>
        <translation>
            <numerusform>Mittel aus %n Schritt</numerusform>
            <numerusform>Mittel aus %n Schritten</numerusform>
        </translation>
    </message>
    <message>
        <source>one field</source>
        <translation>ein Feld</translation>
    </message>
    <message>
        <source>no days yet</source>
        <translation>noch keine Tage</translation>
    </message>
    <message>
        <source>begins %1</source>
        <translation>beginnt %1</translation>
    </message>
    <message>
        <source>ends %1</source>
        <translation>endet %1</translation>
    </message>
    <message>
        <source>gap between %1 and %2</source>
        <translation>Lücke zwischen %1 und %2</translation>
    </message>
    <message>
        <source>monthly value of %1</source>
        <translation>Monatswert von %1</translation>
    </message>
    <message>
        <source>yearly value of %1</source>
        <translation>Jahreswert von %1</translation>
    </message>
    <message>
        <source>step of %1</source>
        <translation>Schritt vom %1</translation>
    </message>
    <message>
        <source>step of %1 (+%2 d)</source>
        <translation>Schritt vom %1 (+%2 d)</translation>
    </message>
    <message>
        <source>step of %1 (−%2 d)</source>
        <translation>Schritt vom %1 (−%2 d)</translation>
    </message>
    <message>
        <source>; test day of the model</source>
        <translation>; Testtag des Modells</translation>
    </message>
    <message>
        <source>; steps came twice</source>
        <translation>; Schritte doppelt vorhanden</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>DegreeText</name>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
    <message>
        <source>E</source>
        <translation>O</translation>
    </message>
</context>
<context>
    <name>DownscaleJob</name>
    <message>
        <source>Downscaling</source>
        <translation>Herunterskalierung</translation>
    </message>
    <message>
        <source>Loading the networks</source>
        <translation>Netze werden geladen</translation>
    </message>
</context>
<context>
    <name>DownscalePanel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1:%2 min</source>
        <translation>%1:%2 min</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Selected region</source>
        <translation>Ausgewählte Region</translation>
    </message>
    <message>
        <source>Whole model area</source>
        <translation>Gesamtes Modellgebiet</translation>
    </message>
    <message>
        <source>True days where known</source>
        <translation>Wahre Felder, soweit bekannt</translation>
    </message>
    <message>
        <source>Own predictions</source>
        <translation>Eigene Vorhersagen</translation>
    </message>
    <message>
        <source>Coarse record alone</source>
        <translation>Nur der grobe Datensatz</translation>
    </message>
    <message>
        <source>What the network sees as the past of a day (in-data lenient, in-data strict, or no fine day)</source>
        <translation>Was das Netz als Vorgeschichte eines Tages sieht (in-data lenient, in-data strict oder kein feiner Tag)</translation>
    </message>
    <message>
        <source>Ensemble members drawn per day; 0 gives the mean alone</source>
        <translation>Je Tag gezogene Ensemble-Mitglieder; 0 liefert nur das Mittel</translation>
    </message>
    <message>
        <source>Denoising steps of a member, DPM-Solver++(2M) on geometric noise levels</source>
        <translation>Entrauschungsschritte je Mitglied, DPM-Solver++(2M) auf Rauschstufen in geometrischer Folge</translation>
    </message>
    <message>
        <source>The same seed gives the same members</source>
        <translation>Derselbe Startwert ergibt dieselben Mitglieder</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Gebiet</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Vorgeschichte</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Downscale in the background (Ctrl+R)</source>
        <translation>Im Hintergrund herunterskalieren (Strg+R)</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>No model installed. shamal-batch train makes one.</source>
        <translation>Kein Modell installiert. „shamal-batch train“ erzeugt eines.</translation>
    </message>
    <message>
        <source>%1 · %2 × %3 cells</source>
        <translation>%1 · %2 × %3 Zellen</translation>
    </message>
    <message>
        <source> · RMSE on held-out days %1 (bilinear %2) log10</source>
        <translation> · RMSE an zurückgehaltenen Tagen %1 (bilinear %2) log10</translation>
    </message>
    <message>
        <source> · trained on the synthetic demo world</source>
        <translation> · an der synthetischen Demowelt trainiert</translation>
    </message>
    <message>
        <source>The day shown</source>
        <translation>Angezeigter Tag</translation>
    </message>
    <message>
        <source>All of a year</source>
        <translation>Ein ganzes Jahr</translation>
    </message>
    <message>
        <source>%1 of a year</source>
        <translation>%1 eines Jahres</translation>
    </message>
    <message>
        <source>From a day to a day</source>
        <translation>Von Tag bis Tag</translation>
    </message>
    <message>
        <source>Region: %1</source>
        <translation>Region: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>, about %1</source>
        <translation>, etwa %1</translation>
    </message>
    <message>
        <source>%p % · %1 left</source>
        <translation>%p % · noch %1</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Format by suffix: %1</source>
        <translation>Format nach Dateiendung: %1</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source> dpi</source>
        <translation> dpi</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Resolution (PNG)</source>
        <translation>Auflösung (PNG)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>“.%1” is no format of this export. Use %2.</source>
        <translation>„.%1“ wird bei diesem Export nicht unterstützt. Möglich: %2.</translation>
    </message>
    <message>
        <source>%1 exists. Replace it?</source>
        <translation>%1 ist bereits vorhanden. Ersetzen?</translation>
    </message>
</context>
<context>
    <name>FetchDialog</name>
    <message>
        <source>Fetch from a Server</source>
        <translation>Von einem Server holen</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>Holen</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Variable</source>
        <translation>Variable</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Niveau</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Umfang</translation>
    </message>
    <message>
        <source>%1 will be sent.</source>
        <translation>%1 werden übertragen.</translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>The figure cannot be painted. Choose another folder or format.</source>
        <translation>Die Abbildung kann nicht gezeichnet werden. Wählen Sie einen anderen Ordner oder ein anderes Format.</translation>
    </message>
    <message>
        <source>There is nothing to draw yet. Open a data set first.</source>
        <translation>Es gibt noch nichts zu zeichnen. Öffnen Sie zuerst einen Datensatz.</translation>
    </message>
    <message>
        <source>the picture could not be written</source>
        <translation>Das Bild konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>See that the folder can be written and the disk has room</source>
        <translation>Prüfen Sie, ob der Ordner beschreibbar und auf dem Datenträger genug Platz ist</translation>
    </message>
    <message>
        <source>figures are written as PNG, PDF or SVG</source>
        <translation>Abbildungen werden als PNG, PDF oder SVG geschrieben</translation>
    </message>
    <message>
        <source>End the file name in .png, .pdf or .svg</source>
        <translation>Der Dateiname muss auf .png, .pdf oder .svg enden</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>The user guide cannot be shown</source>
        <translation>Das Handbuch kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>the file cannot be read</source>
        <translation>die Datei kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Install the software again</source>
        <translation>Installieren Sie die Software neu</translation>
    </message>
    <message>
        <source>User Guide</source>
        <translation>Handbuch</translation>
    </message>
</context>
<context>
    <name>Job</name>
    <message>
        <source>There is not enough memory for this. Choose a smaller area or fewer days.</source>
        <translation>Dafür reicht der Arbeitsspeicher nicht aus. Wählen Sie ein kleineres Gebiet oder weniger Tage.</translation>
    </message>
    <message>
        <source>A defect of this software: %1</source>
        <translation>Programmfehler: %1</translation>
    </message>
</context>
<context>
    <name>LineChart</name>
    <message>
        <source>computing…</source>
        <translation>wird berechnet…</translation>
    </message>
    <message>
        <source> ± %1 log10</source>
        <translation> ± %1 log10</translation>
    </message>
    <message>
        <source> ± %1</source>
        <translation> ± %1</translation>
    </message>
    <message>
        <source> (%1 to %2)</source>
        <translation> (%1 bis %2)</translation>
    </message>
    <message>
        <source>No value can be drawn: all are missing or not defined.</source>
        <translation>Kein Wert lässt sich zeichnen: alle fehlen oder sind nicht definiert.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>NetCDF (*.nc *.nc4 *.cdf *.netcdf)</source>
        <translation>NetCDF (*.nc *.nc4 *.cdf *.netcdf)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Shamal</source>
        <translation>Shamal</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Downscale</source>
        <translation>Herunterskalierung</translation>
    </message>
    <message>
        <source>Semivariogram</source>
        <translation>Semivariogramm</translation>
    </message>
    <message>
        <source>ACF and PACF</source>
        <translation>Autokorrelation (ACF, PACF)</translation>
    </message>
    <message>
        <source>Lag RMSE and R²</source>
        <translation>Lag-RMSE und Lag-R²</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open Folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>About Shamal</source>
        <translation>Über Shamal</translation>
    </message>
    <message>
        <source>&lt;b&gt;Shamal %1&lt;/b&gt;&lt;p&gt;Compare coarse and fine aerosol fields, downscale them and judge the result.&lt;/p&gt;&lt;p&gt;GPL-3.0-or-later. Coastlines and borders: Natural Earth. Terrain: ETOPO, NOAA.&lt;/p&gt;</source>
        <translation>&lt;b&gt;Shamal %1&lt;/b&gt;&lt;p&gt;Grobe und feine Aerosolfelder vergleichen, herunterskalieren und das Ergebnis beurteilen.&lt;/p&gt;&lt;p&gt;GPL-3.0-or-later. Küstenlinien und Grenzen: Natural Earth. Gelände: ETOPO, NOAA.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Exported to %1</source>
        <translation>Exportiert nach %1</translation>
    </message>
    <message>
        <source>Export Figure</source>
        <translation>Abbildung exportieren</translation>
    </message>
    <message>
        <source>Maps and charts</source>
        <translation>Karten und Diagramme</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Region: %1, season %2. Shamal %3</source>
        <translation>Region: %1, Saison: %2. Shamal %3</translation>
    </message>
    <message>
        <source>The figure was not exported</source>
        <translation>Die Abbildung wurde nicht exportiert</translation>
    </message>
    <message>
        <source>Export NetCDF</source>
        <translation>NetCDF exportieren</translation>
    </message>
    <message>
        <source>Downscaled days</source>
        <translation>Herunterskalierte Tage</translation>
    </message>
    <message>
        <source>The file was not exported</source>
        <translation>Die Datei wurde nicht exportiert</translation>
    </message>
    <message>
        <source>Export Table</source>
        <translation>Tabelle exportieren</translation>
    </message>
    <message>
        <source>Downscaled</source>
        <translation>Herunterskaliert</translation>
    </message>
    <message>
        <source>Open a data set to analyse it.</source>
        <translation>Öffnen Sie einen Datensatz, um ihn zu analysieren.</translation>
    </message>
    <message>
        <source>Coarse data</source>
        <translation>Grobe Daten</translation>
    </message>
    <message>
        <source>Fine data</source>
        <translation>Feine Daten</translation>
    </message>
    <message>
        <source>Regions (*.geojson *.json *.csv)</source>
        <translation>Regionen (*.geojson *.json *.csv)</translation>
    </message>
    <message>
        <source>GeoJSON (*.geojson *.json);;Table (*.csv)</source>
        <translation>GeoJSON (*.geojson *.json);;Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>No region is selected. Draw one on a map first.</source>
        <translation>Es ist keine Region ausgewählt. Zeichnen Sie zuerst eine auf einer Karte.</translation>
    </message>
    <message>
        <source>Colours…</source>
        <translation>Farben…</translation>
    </message>
    <message>
        <source>Show All Maps</source>
        <translation>Alle Karten zeigen</translation>
    </message>
    <message>
        <source>Show This Map Alone</source>
        <translation>Nur diese Karte zeigen</translation>
    </message>
    <message>
        <source>Add a Map Like This</source>
        <translation>Eine gleiche Karte hinzufügen</translation>
    </message>
    <message>
        <source>Close Map</source>
        <translation>Karte schließen</translation>
    </message>
    <message>
        <source>PROJ String</source>
        <translation>PROJ-Angabe</translation>
    </message>
    <message>
        <source>A map projection as PROJ writes it, such as &quot;+proj=laea +lat_0=90 +lon_0=0&quot; or &quot;EPSG:3035&quot;:</source>
        <translation>Ein Kartenentwurf in der Schreibweise von PROJ, etwa „+proj=laea +lat_0=90 +lon_0=0“ oder „EPSG:3035“:</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Entwerfen</translation>
    </message>
    <message>
        <source>Projection</source>
        <translation>Kartenentwurf</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weiteres</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>The countries were not selected</source>
        <translation>Die Länder wurden nicht ausgewählt</translation>
    </message>
    <message>
        <source>Buffer Region</source>
        <translation>Region puffern</translation>
    </message>
    <message>
        <source>Distance from the outline in km; below 0 it shrinks the region.</source>
        <translation>Abstand vom Umriss in km; unter 0 schrumpft die Region.</translation>
    </message>
    <message>
        <source>Buffer</source>
        <translation>Puffern</translation>
    </message>
    <message>
        <source>%1, buffered by %2 km</source>
        <translation>%1, um %2 km gepuffert</translation>
    </message>
    <message>
        <source>The region was not buffered</source>
        <translation>Die Region wurde nicht gepuffert</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>Sonde</translation>
    </message>
    <message>
        <source>Export Probe</source>
        <translation>Sonde exportieren</translation>
    </message>
    <message>
        <source>The values of every data set at the chosen pin, a day a row, with cell and unit.</source>
        <translation>Die Werte aller Datensätze an der gewählten Nadel, ein Tag je Zeile, mit Zelle und Einheit.</translation>
    </message>
    <message>
        <source>There is no pin to export. Pin a place on a map.</source>
        <translation>Es gibt keine Nadel zu exportieren. Stecken Sie eine auf eine Karte.</translation>
    </message>
    <message>
        <source>The series was not exported</source>
        <translation>Die Reihe wurde nicht exportiert</translation>
    </message>
    <message>
        <source>Import Regions</source>
        <translation>Regionen importieren</translation>
    </message>
    <message>
        <source>Export Regions</source>
        <translation>Regionen exportieren</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>%1 without %2</source>
        <translation>%1 ohne %2</translation>
    </message>
    <message>
        <source>The regions were not combined</source>
        <translation>Die Regionen wurden nicht verknüpft</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>The region was not drawn</source>
        <translation>Die Region wurde nicht gezeichnet</translation>
    </message>
    <message>
        <source>An outline must not cross itself. The region stays as it was before.</source>
        <translation>Ein Umriss darf sich nicht selbst kreuzen. Die Region bleibt, wie sie war.</translation>
    </message>
    <message>
        <source>Colour of %1</source>
        <translation>Farbe von %1</translation>
    </message>
    <message>
        <source>The regions were not imported</source>
        <translation>Die Regionen wurden nicht importiert</translation>
    </message>
    <message>
        <source>There is no region. Draw one on a map first.</source>
        <translation>Es gibt keine Region. Zeichnen Sie zuerst eine auf eine Karte.</translation>
    </message>
    <message>
        <source>The regions were not exported</source>
        <translation>Die Regionen wurden nicht exportiert</translation>
    </message>
    <message>
        <source>Skill</source>
        <translation>Güte</translation>
    </message>
    <message>
        <source>Distributions</source>
        <translation>Verteilungen</translation>
    </message>
    <message>
        <source>One number a row, with data set, lag, number of pairs or days, region, season, transform and options.</source>
        <translation>Eine Zahl je Zeile, mit Datensatz, Abstand, Zahl der Paare oder Tage, Region, Jahreszeit, Transformation und Optionen.</translation>
    </message>
    <message>
        <source>A statistic of the season is still being computed. Export again when its map is drawn.</source>
        <translation>Eine Statistik der Jahreszeit wird noch berechnet. Exportieren Sie erneut, wenn ihre Karte gezeichnet ist.</translation>
    </message>
    <message>
        <source>it gives no numbers</source>
        <translation>sie ergibt keine Zahlen</translation>
    </message>
    <message>
        <source>Left out: %1</source>
        <translation>Ausgelassen: %1</translation>
    </message>
    <message>
        <source>No analysis gives numbers. %1</source>
        <translation>Keine Analyse ergibt Zahlen. %1</translation>
    </message>
    <message>
        <source>A chart is still being computed. Export again when it is drawn.</source>
        <translation>Ein Diagramm wird noch berechnet. Erneut exportieren, wenn es gezeichnet ist.</translation>
    </message>
    <message>
        <source>Computing the analyses for %1…</source>
        <translation>Analysen für %1 werden berechnet …</translation>
    </message>
    <message>
        <source>Exported to %1. %2</source>
        <translation>Exportiert nach %1. %2</translation>
    </message>
</context>
<context>
    <name>MapBoard</name>
    <message>
        <source>Coarse map</source>
        <translation>Karte der groben Daten</translation>
    </message>
    <message>
        <source>Fine map</source>
        <translation>Karte der feinen Daten</translation>
    </message>
    <message>
        <source>Downscaled map</source>
        <translation>Karte der herunterskalierten Daten</translation>
    </message>
    <message>
        <source>Difference map</source>
        <translation>Differenzkarte</translation>
    </message>
</context>
<context>
    <name>MapMenu</name>
    <message>
        <source>Coarse</source>
        <translation>Grob</translation>
    </message>
    <message>
        <source>Fine</source>
        <translation>Fein</translation>
    </message>
    <message>
        <source>Difference of the Finest Two</source>
        <translation>Differenz der beiden feinsten</translation>
    </message>
    <message>
        <source>Difference from</source>
        <translation>Differenz zu</translation>
    </message>
    <message>
        <source>Ratio to</source>
        <translation>Verhältnis zu</translation>
    </message>
    <message>
        <source>Relative Difference from</source>
        <translation>Relative Differenz zu</translation>
    </message>
    <message>
        <source>Regridding of Comparisons</source>
        <translation>Umgittern beim Vergleichen</translation>
    </message>
    <message>
        <source>Spread of the Day</source>
        <translation>Streuung des Tages</translation>
    </message>
    <message>
        <source>Member %1 of the Day</source>
        <translation>Mitglied %1 des Tages</translation>
    </message>
    <message>
        <source>Ensemble Mean of the Day</source>
        <translation>Ensemblemittel des Tages</translation>
    </message>
    <message>
        <source>Field of the Day</source>
        <translation>Feld des Tages</translation>
    </message>
    <message>
        <source>Mean over the Season</source>
        <translation>Mittel der Jahreszeit</translation>
    </message>
    <message>
        <source>Maximum over the Season</source>
        <translation>Maximum der Jahreszeit</translation>
    </message>
    <message>
        <source>Standard Deviation over the Season</source>
        <translation>Standardabweichung in der Jahreszeit</translation>
    </message>
    <message>
        <source>Days with Data in the Season</source>
        <translation>Tage mit Daten in der Jahreszeit</translation>
    </message>
    <message>
        <source>Conservative</source>
        <translation>Flächentreu (konservativ)</translation>
    </message>
    <message>
        <source>Bilinear</source>
        <translation>Bilinear</translation>
    </message>
    <message>
        <source>Nearest Cell</source>
        <translation>Nächste Zelle</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Swipe With</source>
        <translation>Wischen mit</translation>
    </message>
    <message>
        <source>Lag-1 Autocorrelation over the Season</source>
        <translation>Autokorrelation (Lag 1) über die Jahreszeit</translation>
    </message>
    <message>
        <source>Lag-1 RMSE over the Season</source>
        <translation>RMSE (Lag 1) über die Jahreszeit</translation>
    </message>
    <message>
        <source>Lag-1 R² over the Season</source>
        <translation>R² (Lag 1) über die Jahreszeit</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>No field is shown.</source>
        <translation>Es wird kein Feld angezeigt.</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Map of %1</source>
        <translation>Karte: %1</translation>
    </message>
    <message>
        <source>Map of %1, %2</source>
        <translation>Karte: %1, %2</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open &amp;Folder…</source>
        <translation>&amp;Ordner öffnen…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation>Ctrl+Shift+O</translation>
    </message>
    <message>
        <source>Open &amp;Area…</source>
        <translation>&amp;Gebiet öffnen…</translation>
    </message>
    <message>
        <source>Open &amp;Demo</source>
        <translation>&amp;Demo öffnen</translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation>Ctrl+D</translation>
    </message>
    <message>
        <source>&amp;Export Figure…</source>
        <translation>&amp;Abbildung exportieren…</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Export &amp;NetCDF…</source>
        <translation>&amp;NetCDF exportieren…</translation>
    </message>
    <message>
        <source>Ctrl+Shift+E</source>
        <translation>Ctrl+Shift+E</translation>
    </message>
    <message>
        <source>Export &amp;Table…</source>
        <translation>&amp;Tabelle exportieren…</translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation>Ctrl+T</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation>Ctrl+Q</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Show &amp;All Data</source>
        <translation>&amp;Alle Daten anzeigen</translation>
    </message>
    <message>
        <source>Ctrl+0</source>
        <translation>Ctrl+0</translation>
    </message>
    <message>
        <source>&amp;Fit Colour Range</source>
        <translation>Farb&amp;skala anpassen</translation>
    </message>
    <message>
        <source>&amp;Link Map Views</source>
        <translation>&amp;Kartenausschnitte koppeln</translation>
    </message>
    <message>
        <source>A&amp;ppearance</source>
        <translation>&amp;Erscheinungsbild</translation>
    </message>
    <message>
        <source>As the &amp;System</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Reset Layout</source>
        <translation>Layout &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Region</source>
        <translation>&amp;Region</translation>
    </message>
    <message>
        <source>&amp;Pan</source>
        <translation>Karte &amp;verschieben</translation>
    </message>
    <message>
        <source>P</source>
        <translation>P</translation>
    </message>
    <message>
        <source>&amp;Select Rectangle</source>
        <translation>&amp;Rechteck auswählen</translation>
    </message>
    <message>
        <source>R</source>
        <translation>R</translation>
    </message>
    <message>
        <source>&amp;Whole Area</source>
        <translation>Gesam&amp;tes Gebiet</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>&amp;Zeit</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>DJF</source>
        <translation>DJF</translation>
    </message>
    <message>
        <source>MAM</source>
        <translation>MAM</translation>
    </message>
    <message>
        <source>JJA</source>
        <translation>JJA</translation>
    </message>
    <message>
        <source>SON</source>
        <translation>SON</translation>
    </message>
    <message>
        <source>&amp;Downscale</source>
        <translation>&amp;Herunterskalierung</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Ctrl+.</source>
        <translation>Ctrl+.</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>H&amp;ilfe</translation>
    </message>
    <message>
        <source>&amp;User Guide</source>
        <translation>&amp;Benutzerhandbuch</translation>
    </message>
    <message>
        <source>&amp;About Shamal</source>
        <translation>Über &amp;Shamal</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Open Add&amp;ress…</source>
        <translation>Ad&amp;resse öffnen …</translation>
    </message>
    <message>
        <source>&amp;Colours…</source>
        <translation>&amp;Farben…</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Ctrl+K</translation>
    </message>
    <message>
        <source>Add &amp;Map</source>
        <translation>Karte &amp;hinzufügen</translation>
    </message>
    <message>
        <source>Link C&amp;ursors</source>
        <translation>Fadenkre&amp;uze koppeln</translation>
    </message>
    <message>
        <source>Link C&amp;olours</source>
        <translation>Farben k&amp;oppeln</translation>
    </message>
    <message>
        <source>Pro&amp;jection</source>
        <translation>Karten&amp;entwurf</translation>
    </message>
    <message>
        <source>Area %1</source>
        <translation>Gebiet %1</translation>
    </message>
    <message>
        <source>&amp;Countries…</source>
        <translation>&amp;Länder…</translation>
    </message>
    <message>
        <source>&amp;Buffer…</source>
        <translation>&amp;Puffer…</translation>
    </message>
    <message>
        <source>&amp;Plate Carrée</source>
        <translation>&amp;Plattkarte</translation>
    </message>
    <message>
        <source>&amp;Mercator</source>
        <translation>&amp;Mercator</translation>
    </message>
    <message>
        <source>&amp;Lambert Conformal</source>
        <translation>&amp;Lambert, winkeltreu</translation>
    </message>
    <message>
        <source>&amp;Albers Equal Area</source>
        <translation>&amp;Albers, flächentreu</translation>
    </message>
    <message>
        <source>&amp;Orthographic</source>
        <translation>&amp;Orthografisch</translation>
    </message>
    <message>
        <source>&amp;Stereographic</source>
        <translation>&amp;Stereografisch</translation>
    </message>
    <message>
        <source>&amp;Robinson</source>
        <translation>&amp;Robinson</translation>
    </message>
    <message>
        <source>PROJ S&amp;tring…</source>
        <translation>PROJ-&amp;Angabe…</translation>
    </message>
    <message>
        <source>&amp;Centre on the Middle of the View</source>
        <translation>Auf &amp;Mitte des Ausschnitts zentrieren</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Draw Poly&amp;gon</source>
        <translation>Poly&amp;gon zeichnen</translation>
    </message>
    <message>
        <source>G</source>
        <translation>G</translation>
    </message>
    <message>
        <source>Link &amp;Time</source>
        <translation>Ze&amp;it koppeln</translation>
    </message>
    <message>
        <source>&amp;Zoom to Rectangle</source>
        <translation>Auf Rechteck &amp;zoomen</translation>
    </message>
    <message>
        <source>Z</source>
        <translation>Z</translation>
    </message>
    <message>
        <source>Draw E&amp;llipse</source>
        <translation>&amp;Ellipse zeichnen</translation>
    </message>
    <message>
        <source>E</source>
        <translation>E</translation>
    </message>
    <message>
        <source>Pin Pr&amp;obe</source>
        <translation>S&amp;onde setzen</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>&amp;New Region…</source>
        <translation>&amp;Neue Region…</translation>
    </message>
    <message>
        <source>E&amp;dit Region…</source>
        <translation>Region &amp;bearbeiten…</translation>
    </message>
    <message>
        <source>&amp;Import Regions…</source>
        <translation>Regionen &amp;importieren…</translation>
    </message>
    <message>
        <source>&amp;Export Regions…</source>
        <translation>Regionen e&amp;xportieren…</translation>
    </message>
    <message>
        <source>&amp;Zoom to Region</source>
        <translation>Auf Re&amp;gion zoomen</translation>
    </message>
    <message>
        <source>Ctrl+9</source>
        <translation>Ctrl+9</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>Zu&amp;rück</translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translation>Alt+Left</translation>
    </message>
    <message>
        <source>For&amp;ward</source>
        <translation>&amp;Vorwärts</translation>
    </message>
    <message>
        <source>Alt+Right</source>
        <translation>Alt+Right</translation>
    </message>
    <message>
        <source>&amp;Scale Bar</source>
        <translation>&amp;Maßstab</translation>
    </message>
    <message>
        <source>A length in km, true where it stands; hidden where the scale differs more than twofold across the map</source>
        <translation>Eine Länge in km, richtig, wo sie steht; verborgen, wo der Maßstab auf der Karte um mehr als das Doppelte schwankt</translation>
    </message>
    <message>
        <source>Country &amp;Names</source>
        <translation>Länder&amp;namen</translation>
    </message>
    <message>
        <source>In English, where they have room</source>
        <translation>Auf Englisch, wo Platz für sie ist</translation>
    </message>
    <message>
        <source>R&amp;elief Shading</source>
        <translation>S&amp;chummerung</translation>
    </message>
    <message>
        <source>Darkens slopes that face away from the north-west, from 0° to 55° N and 20° to 100° E, where terrain (ETOPO, 20′) comes with the software</source>
        <translation>Verdunkelt von Nordwesten abgewandte Hänge, von 0° bis 55° N und 20° bis 100° O, wo Gelände (ETOPO, 20′) mit der Software kommt</translation>
    </message>
</context>
<context>
    <name>NetcdfExport</name>
    <message>
        <source>Nothing is downscaled yet. Run a downscaling first.</source>
        <translation>Es ist noch nichts herunterskaliert. Starten Sie zuerst eine Herunterskalierung.</translation>
    </message>
    <message>
        <source>That data set is not open. Open it first.</source>
        <translation>Dieser Datensatz ist nicht geöffnet. Öffnen Sie ihn zuerst.</translation>
    </message>
</context>
<context>
    <name>NetcdfOptions</name>
    <message>
        <source>Ensemble spread</source>
        <translation>Streuung des Ensembles</translation>
    </message>
    <message>
        <source>Ensemble members</source>
        <translation>Mitglieder des Ensembles</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>All cells</source>
        <translation>Alle Zellen</translation>
    </message>
    <message>
        <source>Cells of the region “%1”</source>
        <translation>Zellen der Region „%1“</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Gebiet</translation>
    </message>
    <message>
        <source>Beside the mean</source>
        <translation>Außer dem Mittel</translation>
    </message>
    <message>
        <source>Nothing is downscaled yet.</source>
        <translation>Es ist noch nichts herunterskaliert.</translation>
    </message>
    <message>
        <source>Nothing is left with these days and this area.</source>
        <translation>Mit diesen Tagen und diesem Gebiet bleibt nichts übrig.</translation>
    </message>
    <message>
        <source>At most %1, before compression.</source>
        <translation>Höchstens %1, vor der Kompression.</translation>
    </message>
    <message>
        <source>Days of season %1; at most %2, before compression.</source>
        <translation>Tage der Saison %1; höchstens %2, vor der Kompression.</translation>
    </message>
</context>
<context>
    <name>OpenArea</name>
    <message>
        <source>Open Area</source>
        <translation>Gebiet öffnen</translation>
    </message>
    <message>
        <source>A0: Afghanistan, Kyrgyzstan</source>
        <translation>A0: Afghanistan, Kirgisistan</translation>
    </message>
    <message>
        <source>A1: Arabian Peninsula, Iraq</source>
        <translation>A1: Arabische Halbinsel, Irak</translation>
    </message>
    <message>
        <source>Own bounds</source>
        <translation>Eigene Grenzen</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Gebiet</translation>
    </message>
    <message>
        <source>South</source>
        <translation>Süden</translation>
    </message>
    <message>
        <source>North</source>
        <translation>Norden</translation>
    </message>
    <message>
        <source>West</source>
        <translation>Westen</translation>
    </message>
    <message>
        <source>East</source>
        <translation>Osten</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>NetCDF (*.nc *.nc4 *.cdf *.netcdf)</source>
        <translation>NetCDF (*.nc *.nc4 *.cdf *.netcdf)</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Open Address</source>
        <translation>Adresse öffnen</translation>
    </message>
</context>
<context>
    <name>OpenGlSupport</name>
    <message>
        <source>OpenGL %1.%2 (%3, %4)</source>
        <translation>OpenGL %1.%2 (%3, %4)</translation>
    </message>
    <message>
        <source>Shamal draws its maps with OpenGL 3.2 or newer, and %1.

A driver of the graphics card brings it; so does Mesa&apos;s software renderer (on Debian the package libgl1-mesa-dri), which LIBGL_ALWAYS_SOFTWARE=1 chooses.</source>
        <translation>Shamal zeichnet seine Karten mit OpenGL 3.2 oder neuer, doch %1.

Ein Treiber der Grafikkarte bringt es mit, ebenso der Software-Renderer von Mesa (unter Debian das Paket libgl1-mesa-dri), den LIBGL_ALWAYS_SOFTWARE=1 wählt.</translation>
    </message>
    <message>
        <source>this display offers no OpenGL at all</source>
        <translation>dieser Bildschirm bietet gar kein OpenGL</translation>
    </message>
    <message>
        <source>this display offers only %1</source>
        <translation>dieser Bildschirm bietet nur %1</translation>
    </message>
</context>
<context>
    <name>PolarAxes</name>
    <message>
        <source>N</source>
        <comment>north</comment>
        <translation>N</translation>
    </message>
    <message>
        <source>E</source>
        <comment>east</comment>
        <translation>O</translation>
    </message>
    <message>
        <source>S</source>
        <comment>south</comment>
        <translation>S</translation>
    </message>
    <message>
        <source>W</source>
        <comment>west</comment>
        <translation>W</translation>
    </message>
</context>
<context>
    <name>ProbePanel</name>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove All</source>
        <translation>Alle entfernen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Pins</source>
        <translation>Nadeln</translation>
    </message>
    <message>
        <source>Values at the probe</source>
        <translation>Werte an der Sonde</translation>
    </message>
    <message>
        <source>Export the series of the chosen pin as CSV</source>
        <translation>Die Reihe der gewählten Nadel als CSV exportieren</translation>
    </message>
    <message>
        <source>Point at a map, or pin a place (B).</source>
        <translation>Zeigen Sie auf eine Karte oder setzen Sie eine Nadel (B).</translation>
    </message>
</context>
<context>
    <name>ProbeReading</name>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
</context>
<context>
    <name>ProbeReadings</name>
    <message>
        <source>outside</source>
        <translation>außerhalb</translation>
    </message>
</context>
<context>
    <name>ProbeTable</name>
    <message>
        <source>No data set has days of the season at this place.</source>
        <translation>Kein Datensatz hat an diesem Ort Tage der Jahreszeit.</translation>
    </message>
</context>
<context>
    <name>Probes</name>
    <message>
        <source>Pin %1: %2</source>
        <translation>Nadel %1: %2</translation>
    </message>
    <message>
        <source>Pin a place to see its values over time.</source>
        <translation>Setzen Sie eine Nadel, um die Werte eines Ortes im Lauf der Zeit zu sehen.</translation>
    </message>
    <message>
        <source>No data set has days of the season at this place.</source>
        <translation>Kein Datensatz hat an diesem Ort Tage der Jahreszeit.</translation>
    </message>
    <message>
        <source>Pin %1, %2</source>
        <translation>Nadel %1, %2</translation>
    </message>
</context>
<context>
    <name>ReadJob</name>
    <message>
        <source>%1 holds %2 GB in memory as daily means, more than the %3 GB kept of one data set</source>
        <translation>%1 belegt als Tagesmittel %2 GB im Arbeitsspeicher, mehr als die %3 GB, die je Datensatz vorgesehen sind</translation>
    </message>
    <message>
        <source>Open it by File &gt; Open Area… to read a part of the map</source>
        <translation>Öffnen Sie den Datensatz über Datei &gt; Gebiet öffnen…, um nur einen Teil der Karte einzulesen</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Daten werden eingelesen</translation>
    </message>
</context>
<context>
    <name>RegionDialog</name>
    <message>
        <source> km</source>
        <translation> km</translation>
    </message>
    <message>
        <source>New Region</source>
        <translation>Neue Region</translation>
    </message>
    <message>
        <source>Edit Region</source>
        <translation>Region bearbeiten</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>°</source>
        <translation>°</translation>
    </message>
    <message>
        <source>North</source>
        <translation>Nord</translation>
    </message>
    <message>
        <source>South</source>
        <translation>Süd</translation>
    </message>
    <message>
        <source>West</source>
        <translation>West</translation>
    </message>
    <message>
        <source>East</source>
        <translation>Ost</translation>
    </message>
    <message>
        <source>South and west are below zero. An east below the west is across 180°.</source>
        <translation>Süd und West sind negativ. Ein Ost unter dem West liegt jenseits von 180°.</translation>
    </message>
    <message>
        <source>Latitude of the centre</source>
        <translation>Breite der Mitte</translation>
    </message>
    <message>
        <source>Longitude of the centre</source>
        <translation>Länge der Mitte</translation>
    </message>
    <message>
        <source>Semi-axis along the azimuth</source>
        <translation>Halbachse entlang des Azimuts</translation>
    </message>
    <message>
        <source>Semi-axis across</source>
        <translation>Halbachse quer dazu</translation>
    </message>
    <message>
        <source>Azimuth, clockwise from north</source>
        <translation>Azimut, von Nord im Uhrzeigersinn</translation>
    </message>
    <message>
        <source>Part %1</source>
        <translation>Teil %1</translation>
    </message>
    <message>
        <source>Part %1, hole %2</source>
        <translation>Teil %1, Loch %2</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Umriss</translation>
    </message>
    <message>
        <source>Corners</source>
        <translation>Ecken</translation>
    </message>
    <message>
        <source>Add Corner</source>
        <translation>Ecke hinzufügen</translation>
    </message>
    <message>
        <source>Remove Corner</source>
        <translation>Ecke entfernen</translation>
    </message>
    <message>
        <source>The south must lie below the north.</source>
        <translation>Der Süden muss unter dem Norden liegen.</translation>
    </message>
    <message>
        <source>West and east are the same.</source>
        <translation>West und Ost sind gleich.</translation>
    </message>
    <message>
        <source>West and east are more than 360° apart.</source>
        <translation>West und Ost liegen mehr als 360° auseinander.</translation>
    </message>
    <message>
        <source>Both semi-axes must be longer than 0 km.</source>
        <translation>Beide Halbachsen müssen länger als 0 km sein.</translation>
    </message>
    <message>
        <source>The region has no name.</source>
        <translation>Die Region hat keinen Namen.</translation>
    </message>
    <message>
        <source>Area: %1 km²</source>
        <translation>Fläche: %1 km²</translation>
    </message>
</context>
<context>
    <name>RegionsPanel</name>
    <message>
        <source>%1 km²</source>
        <translation>%1 km²</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>New Region…</source>
        <translation>Neue Region…</translation>
    </message>
    <message>
        <source>Edit Coordinates…</source>
        <translation>Koordinaten bearbeiten…</translation>
    </message>
    <message>
        <source>Change Colour…</source>
        <translation>Farbe ändern…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Combine</source>
        <translation>Verknüpfen</translation>
    </message>
    <message>
        <source>Combine the selected regions (Ctrl+click selects several)</source>
        <translation>Die ausgewählten Regionen verknüpfen (Strg+Klick wählt mehrere aus)</translation>
    </message>
    <message>
        <source>Whole area</source>
        <translation>Gesamtes Gebiet</translation>
    </message>
    <message>
        <source>Union</source>
        <translation>Vereinigung</translation>
    </message>
    <message>
        <source>Intersection</source>
        <translation>Schnittmenge</translation>
    </message>
    <message>
        <source>%1 Without %2</source>
        <translation>%1 ohne %2</translation>
    </message>
</context>
<context>
    <name>ScaleBar</name>
    <message>
        <source>%1 km</source>
        <translation>%1 km</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 m</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>synthetic</source>
        <translation>synthetisch</translation>
    </message>
    <message>
        <source>%1 has no field of %2</source>
        <translation>%1 enthält kein Feld für %2</translation>
    </message>
    <message>
        <source>Difference of %1</source>
        <translation>Differenz von %1</translation>
    </message>
    <message>
        <source>No coarse data set.
File &gt; Open… takes netCDF files, File &gt; Open Demo makes some.</source>
        <translation>Kein grober Datensatz.
Datei &gt; Öffnen… liest NetCDF-Dateien ein, Datei &gt; Demo öffnen erzeugt welche.</translation>
    </message>
    <message>
        <source>Open a fine data set to compare.</source>
        <translation>Öffnen Sie zum Vergleich einen feinen Datensatz.</translation>
    </message>
    <message>
        <source>Nothing downscaled yet.
Choose an area and days, then Downscale &gt; Run.</source>
        <translation>Noch nichts herunterskaliert.
Wählen Sie Gebiet und Tage, dann Herunterskalierung &gt; Starten.</translation>
    </message>
    <message>
        <source>%1 is not downscaled.</source>
        <translation>%1 ist nicht herunterskaliert.</translation>
    </message>
    <message>
        <source>history partly from the coarse field</source>
        <translation>Vorgeschichte teilweise aus dem groben Feld</translation>
    </message>
    <message>
        <source>Downscaled · mean</source>
        <translation>Herunterskaliert · Mittel</translation>
    </message>
    <message>
        <source>Downscaled</source>
        <translation>Herunterskaliert</translation>
    </message>
    <message>
        <source>A difference needs two fields of the same day.</source>
        <translation>Für eine Differenz sind zwei Felder desselben Tages nötig.</translation>
    </message>
    <message>
        <source>Whole area</source>
        <translation>Gesamtes Gebiet</translation>
    </message>
    <message>
        <source>%1 is not open.</source>
        <translation>%1 ist nicht geöffnet.</translation>
    </message>
    <message>
        <source>Ratio of %1 (1)</source>
        <translation>Verhältnis: %1 (1)</translation>
    </message>
    <message>
        <source>Relative difference of %1 (%)</source>
        <translation>Relative Differenz: %1 (%)</translation>
    </message>
    <message numerus="yes">
        <source>A spread needs two members or more; this run has %n.</source>
        <translation>
            <numerusform>Eine Streuung braucht mindestens zwei Mitglieder; dieser Lauf hat %n.</numerusform>
            <numerusform>Eine Streuung braucht mindestens zwei Mitglieder; dieser Lauf hat %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This run has %n member(s).</source>
        <translation>
            <numerusform>Dieser Lauf hat %n Mitglied.</numerusform>
            <numerusform>Dieser Lauf hat %n Mitglieder.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has no days in this season.</source>
        <translation>%1 hat in dieser Jahreszeit keine Tage.</translation>
    </message>
    <message>
        <source>%1 is in %2 and %3 in %4: they cannot be compared.</source>
        <translation>%1 ist in %2 und %3 in %4: nicht vergleichbar.</translation>
    </message>
    <message>
        <source>nearest cell</source>
        <translation>nächste Zelle</translation>
    </message>
    <message>
        <source>bilinear</source>
        <translation>bilinear</translation>
    </message>
    <message>
        <source>conservative</source>
        <translation>flächentreu (konservativ)</translation>
    </message>
    <message>
        <source>Coarse</source>
        <translation>Grob</translation>
    </message>
    <message>
        <source>Fine</source>
        <translation>Fein</translation>
    </message>
    <message>
        <source>Downscaled, spread</source>
        <translation>Herunterskaliert, Streuung</translation>
    </message>
    <message>
        <source>Downscaled, member %1</source>
        <translation>Herunterskaliert, Mitglied %1</translation>
    </message>
    <message>
        <source>Standard deviation over members of log10 of %1</source>
        <translation>Standardabweichung über die Mitglieder von log10: %1</translation>
    </message>
    <message>
        <source>Standard deviation of %1</source>
        <translation>Standardabweichung: %1</translation>
    </message>
    <message>
        <source>Days with data</source>
        <translation>Tage mit Daten</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n day(s)</source>
        <translation>
            <numerusform>%1, %n Tag</numerusform>
            <numerusform>%1, %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation>Standardabweichung</translation>
    </message>
    <message>
        <source>days with data</source>
        <translation>Tage mit Daten</translation>
    </message>
    <message>
        <source>day held</source>
        <translation>Tag festgehalten</translation>
    </message>
    <message>
        <source>add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>add %n regions</source>
        <translation>
            <numerusform>%n Region hinzufügen</numerusform>
            <numerusform>%n Regionen hinzufügen</numerusform>
        </translation>
    </message>
    <message>
        <source>rename %1</source>
        <translation>%1 umbenennen</translation>
    </message>
    <message>
        <source>recolour %1</source>
        <translation>%1 umfärben</translation>
    </message>
    <message>
        <source>reshape %1</source>
        <translation>%1 umformen</translation>
    </message>
    <message>
        <source>remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message numerus="yes">
        <source>remove %n regions</source>
        <translation>
            <numerusform>%n Region entfernen</numerusform>
            <numerusform>%n Regionen entfernen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 has %n pair(s) of days that follow each other in this season; a comparison of each day with the day before needs %2.</source>
        <translation>
            <numerusform>%1 hat in dieser Jahreszeit %n Paar aufeinander folgender Tage; der Vergleich jedes Tages mit dem Vortag braucht %2.</numerusform>
            <numerusform>%1 hat in dieser Jahreszeit %n Paare aufeinander folgender Tage; der Vergleich jedes Tages mit dem Vortag braucht %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>log10 of %1</source>
        <translation>log10 von %1</translation>
    </message>
    <message>
        <source>Lag-1 RMSE of %1</source>
        <translation>Lag-1-RMSE von %1</translation>
    </message>
    <message>
        <source>Lag-1 R² of %1</source>
        <translation>Lag-1-R² von %1</translation>
    </message>
    <message>
        <source>Lag-1 ACF of %1</source>
        <translation>Lag-1-ACF von %1</translation>
    </message>
    <message>
        <source>lag-1 autocorrelation</source>
        <translation>Lag-1-Autokorrelation</translation>
    </message>
    <message>
        <source>lag-1 RMSE</source>
        <translation>Lag-1-RMSE</translation>
    </message>
    <message>
        <source>lag-1 R²</source>
        <translation>Lag-1-R²</translation>
    </message>
    <message>
        <source>≥ %1 pairs of days</source>
        <translation>≥ %1 Tagespaare</translation>
    </message>
    <message>
        <source>%1
computing…</source>
        <translation>%1
wird berechnet …</translation>
    </message>
</context>
<context>
    <name>SourceFacts</name>
    <message>
        <source>no time: one field</source>
        <translation>ohne Zeitachse: ein Feld</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 of %2, averaged to days</source>
        <translation>%1 zu je %2, tageweise gemittelt</translation>
    </message>
    <message>
        <source>%1° (%2 × %3 km)</source>
        <translation>%1° (%2 × %3 km)</translation>
    </message>
    <message>
        <source>%1° × %2° (%3 × %4 km)</source>
        <translation>%1° × %2° (%3 × %4 km)</translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> und %n weitere</numerusform>
            <numerusform> und %n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n gap(s), the first after %1</source>
        <translation>
            <numerusform>%n Lücke, nach dem %1</numerusform>
            <numerusform>%n Lücken, die erste nach dem %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 × %2 cells</source>
        <translation>%1 × %2 Zellen</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) with too few steps, the first %1</source>
        <translation>
            <numerusform>%n Tag mit zu wenigen Zeitschritten: %1</numerusform>
            <numerusform>%n Tage mit zu wenigen Zeitschritten, der erste %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) came twice, taken from %1</source>
        <translation>
            <numerusform>%n Zeitschritt kam doppelt, genommen aus %1</numerusform>
            <numerusform>%n Zeitschritte kamen doppelt, genommen aus %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n only here</source>
        <translation>
            <numerusform>, %n nur hier</numerusform>
            <numerusform>, %n nur hier</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>There is no analysis to export. Open a data set, and see that an analysis is shown.</source>
        <translation>Es gibt keine Analyse zu exportieren. Öffnen Sie einen Datensatz und achten Sie darauf, dass eine Analyse angezeigt wird.</translation>
    </message>
</context>
<context>
    <name>TimeActions</name>
    <message>
        <source>&amp;First Day</source>
        <translation>&amp;Erster Tag</translation>
    </message>
    <message>
        <source>Ctrl+Home</source>
        <translation>Ctrl+Home</translation>
    </message>
    <message>
        <source>Day &amp;Before</source>
        <translation>&amp;Vorheriger Tag</translation>
    </message>
    <message>
        <source>Ctrl+Left</source>
        <translation>Ctrl+Left</translation>
    </message>
    <message>
        <source>&amp;Play or Pause</source>
        <translation>&amp;Abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Ctrl+Space</source>
        <translation>Ctrl+Space</translation>
    </message>
    <message>
        <source>&amp;Next Day</source>
        <translation>&amp;Nächster Tag</translation>
    </message>
    <message>
        <source>Ctrl+Right</source>
        <translation>Ctrl+Right</translation>
    </message>
    <message>
        <source>&amp;Last Day</source>
        <translation>&amp;Letzter Tag</translation>
    </message>
    <message>
        <source>Ctrl+End</source>
        <translation>Ctrl+End</translation>
    </message>
    <message>
        <source>&amp;Month Before</source>
        <translation>Vorheriger &amp;Monat</translation>
    </message>
    <message>
        <source>Ctrl+PgUp</source>
        <translation>Ctrl+PgUp</translation>
    </message>
    <message>
        <source>Next M&amp;onth</source>
        <translation>Nächster M&amp;onat</translation>
    </message>
    <message>
        <source>Ctrl+PgDown</source>
        <translation>Ctrl+PgDown</translation>
    </message>
    <message>
        <source>&amp;Year Before</source>
        <translation>Vorheriges &amp;Jahr</translation>
    </message>
    <message>
        <source>Ctrl+Shift+PgUp</source>
        <translation>Ctrl+Shift+PgUp</translation>
    </message>
    <message>
        <source>Next Yea&amp;r</source>
        <translation>Nächstes Jah&amp;r</translation>
    </message>
    <message>
        <source>Ctrl+Shift+PgDown</source>
        <translation>Ctrl+Shift+PgDown</translation>
    </message>
    <message>
        <source>&amp;Go to Date…</source>
        <translation>&amp;Gehe zu Datum…</translation>
    </message>
    <message>
        <source>Ctrl+G</source>
        <translation>Ctrl+G</translation>
    </message>
    <message>
        <source>Show &amp;All Days</source>
        <translation>Alle &amp;Tage zeigen</translation>
    </message>
    <message>
        <source>Play Round the &amp;End</source>
        <translation>Am En&amp;de von vorn</translation>
    </message>
    <message>
        <source>Play Only Days in &amp;Sight</source>
        <translation>Nur &amp;sichtbare Tage abspielen</translation>
    </message>
    <message>
        <source>Playing &amp;Speed</source>
        <translation>A&amp;bspielgeschwindigkeit</translation>
    </message>
    <message>
        <source>As Fast as Possible</source>
        <translation>So schnell wie möglich</translation>
    </message>
    <message numerus="yes">
        <source>%n Day(s) a Second</source>
        <translation>
            <numerusform>%n Tag in der Sekunde</numerusform>
            <numerusform>%n Tage in der Sekunde</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimeBar</name>
    <message>
        <source>%1 of %2 days/s</source>
        <translation>%1 von %2 Tagen/s</translation>
    </message>
    <message>
        <source>%1 days/s</source>
        <translation>%1 Tage/s</translation>
    </message>
</context>
<context>
    <name>TimeRows</name>
    <message>
        <source>Downscaled</source>
        <translation>Herunterskaliert</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Time line</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>No days yet: open a data set</source>
        <translation>Noch keine Tage: Öffnen Sie einen Datensatz</translation>
    </message>
</context>
<context>
    <name>Work</name>
    <message>
        <source>The data could not be opened</source>
        <translation>Die Daten konnten nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Open a coarse data set first.</source>
        <translation>Öffnen Sie zuerst einen groben Datensatz.</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) downscaled.</source>
        <translation>
            <numerusform>%n Tag herunterskaliert.</numerusform>
            <numerusform>%n Tage herunterskaliert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancelled; %n finished day(s) kept.</source>
        <translation>
            <numerusform>Abgebrochen; %n fertiger Tag bleibt erhalten.</numerusform>
            <numerusform>Abgebrochen; %n fertige Tage bleiben erhalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>An export is still running</source>
        <translation>Es läuft noch ein Export</translation>
    </message>
    <message>
        <source>Wait until it is done, then export again.</source>
        <translation>Warten Sie, bis er abgeschlossen ist, und exportieren Sie dann erneut.</translation>
    </message>
    <message>
        <source>The export failed</source>
        <translation>Der Export ist fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>WriteJob</name>
    <message>
        <source>Exporting</source>
        <translation>Export läuft</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Compare and downscale aerosol fields.</source>
        <translation>Aerosolfelder vergleichen und herunterskalieren.</translation>
    </message>
    <message>
        <source>Open the demo world.</source>
        <translation>Die Demowelt öffnen.</translation>
    </message>
    <message>
        <source>Do the main job on the demo world without a user, leave its results in FOLDER and quit.</source>
        <translation>Die Hauptaufgabe ohne Benutzereingriff an der Demowelt ausführen, die Ergebnisse in FOLDER ablegen und das Programm beenden.</translation>
    </message>
    <message>
        <source>light, dark or system.</source>
        <translation>light (hell), dark (dunkel) oder system (wie das System).</translation>
    </message>
    <message>
        <source>NetCDF files, folders or globs, as one data set.</source>
        <translation>NetCDF-Dateien, Ordner oder Suchmuster (Globs), als ein Datensatz.</translation>
    </message>
    <message>
        <source>Maps cannot be drawn</source>
        <translation>Karten können nicht gezeichnet werden</translation>
    </message>
</context>
</TS>
